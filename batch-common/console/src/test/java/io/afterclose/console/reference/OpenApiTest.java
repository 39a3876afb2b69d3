package io.afterclose.console.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The kept description is that of the code. */
class OpenApiTest {

  private static final Path FILE = Path.of("src/main/resources/console/openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  /** {@code -Dopenapi.write=true} writes it anew. */
  @Test
  void the_kept_description_is_that_of_the_code() throws Exception {
    SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
    try (TestConsole console = TestConsole.documented(postgres, home, clock)) {
      JsonNode code =
          JSON.readTree(
              console
                  .bean(OpenApiWebMvcResource.class)
                  .openapiJson(new MockHttpServletRequest(), "/v3/api-docs", Locale.ROOT));
      List<AccessRule> rules =
          console.beans(AccessRules.class).stream()
              .flatMap(feature -> feature.rules().stream())
              .toList();
      String written =
          JSON.writeValueAsString(new Description(code, rules, Features.read()).document()) + "\n";
      if (Boolean.getBoolean("openapi.write")) {
        Files.writeString(FILE, written);
      } else {
        assertThat(differing(Files.readAllLines(FILE), written.lines().toList()))
            .as(
                "openapi.json is not what code and src/main/openapi say;"
                    + " -Dtest=OpenApiTest -Dopenapi.write=true writes it")
            .isEmpty();
      }
    }
  }

  /** The first line in which they differ. */
  private static Optional<String> differing(List<String> kept, List<String> made) {
    return IntStream.range(0, Math.max(kept.size(), made.size()))
        .filter(at -> at >= kept.size() || at >= made.size() || !kept.get(at).equals(made.get(at)))
        .mapToObj(
            at ->
                "line %d is '%s', should be '%s'"
                    .formatted(
                        at + 1,
                        at < kept.size() ? kept.get(at).strip() : "",
                        at < made.size() ? made.get(at).strip() : ""))
        .findFirst();
  }
}
