package io.afterclose.console.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.page.Page;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The description as it is served. */
class ReferencePageTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static TestConsole console;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void the_file_is_served_to_anybody_and_again_only_when_it_changed() {
    HttpResponse<String> file = console.get("/api/v1/openapi.json");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(Page.resource("/console/openapi.json"));
    assertThat(file.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(file.headers().firstValue("ETag").orElse("")).matches("\"[0-9a-f]{24}\"");
  }

  @Test
  void the_page_has_every_operation_and_shape_and_needs_no_script() {
    String page = console.get("/api", console.token(Role.VIEWER)).body();
    Reference reference = Reference.of(Page.resource("/console/openapi.json"));
    assertThat(reference.groups()).hasSizeGreaterThan(10);
    for (Reference.Group group : reference.groups()) {
      assertThat(group.operations()).as(group.name()).isNotEmpty();
      for (Reference.Operation operation : group.operations()) {
        assertThat(operation.answers())
            .as(operation.id())
            .noneMatch(answer -> answer.about().isEmpty());
        assertThat(page)
            .contains("id=\"" + operation.id() + "\"")
            .contains(operation.method() + " " + operation.path());
      }
    }
    for (Reference.Shape shape : reference.shapes()) {
      assertThat(page).contains("id=\"shape-" + shape.name() + "\"");
    }
    int parts =
        reference.shapes().size()
            + reference.groups().stream().mapToInt(group -> group.operations().size()).sum();
    assertThat(page.split("<details class=\"part\"><summary><h3>", -1)).hasSize(parts + 1);
    assertThat(page).doesNotContainPattern("<details[^>]*open");
    assertThat(page.lines().filter(line -> line.contains("href=\"#shape-")))
        .as("each link leads somewhere")
        .allSatisfy(
            line ->
                assertThat(page)
                    .contains(
                        "id=\"" + line.replaceAll("(?s).*?href=\"#([^\"]+)\".*", "$1") + "\""));
    assertThat(page)
        .contains("curl -H \"Authorization: Bearer $TOKEN\"")
        .contains(console.address("/api/v1/portfolios").toString())
        .doesNotContainPattern("(?i)<style|\\sstyle=|\\son\\w+=|<script(?! src=\"/console.js\")");
    assertThat(console.get("/api").statusCode()).isEqualTo(401);
  }
}
