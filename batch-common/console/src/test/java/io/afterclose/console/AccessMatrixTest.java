package io.afterclose.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every path with every kind of client: a path without a rule is found here, not by a stranger. */
class AccessMatrixTest {

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private static final PathPatternParser PARSER = new PathPatternParser();
  private static TestConsole console;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
    new PortfolioStore(postgres.dataSource(), clock).add(PortfolioName.of("Growth"), List.of());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  /** Method and pattern of every path that a controller answers. */
  private static List<Map.Entry<HttpMethod, String>> mappings() {
    List<Map.Entry<HttpMethod, String>> all = new ArrayList<>();
    console
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(mapping -> add(mapping, all));
    return all;
  }

  private static void add(RequestMappingInfo mapping, List<Map.Entry<HttpMethod, String>> all) {
    for (String pattern : mapping.getPatternValues()) {
      for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
        all.add(Map.entry(method.asHttpMethod(), pattern));
      }
    }
  }

  /** The rule that the chain finds first. */
  private static Optional<AccessRule> rule(HttpMethod method, String path) {
    return console.beans(AccessRules.class).stream()
        .flatMap(feature -> feature.rules().stream())
        .filter(rule -> rule.method().equals(method))
        .filter(rule -> PARSER.parse(rule.pattern()).matches(PathContainer.parsePath(path)))
        .findFirst();
  }

  private static String concrete(String pattern) {
    return pattern
        .replaceAll("\\{id}", "999")
        .replaceAll("\\{job}", "symbol-batch")
        .replaceAll("\\{date}", "2022-06-30")
        .replaceAll("\\{(symbol|s)}", "KILO")
        .replaceAll("\\{[a-zA-Z]+}", "nothing");
  }

  private static int status(HttpRequest.Builder request, HttpMethod method) {
    HttpRequest.Builder sent =
        method.equals(HttpMethod.GET)
            ? request.GET()
            : request.method(method.name(), BodyPublishers.noBody());
    HttpResponse<Void> answer = console.status(sent.timeout(Duration.ofSeconds(20)));
    return answer.statusCode();
  }

  private static int status(HttpMethod method, String path) {
    return status(HttpRequest.newBuilder(console.address(path)), method);
  }

  private static int status(HttpMethod method, String path, String token) {
    return status(console.with(token, path), method);
  }

  @Test
  void every_path_has_a_rule_and_every_rule_a_path() {
    List<Map.Entry<HttpMethod, String>> mappings = mappings();
    assertThat(mappings).hasSizeGreaterThan(20);
    assertThat(mappings)
        .allSatisfy(
            mapping ->
                assertThat(rule(mapping.getKey(), concrete(mapping.getValue())))
                    .as(mapping.toString())
                    .isPresent());
    List<String> patterns =
        mappings.stream().map(mapping -> mapping.getKey() + " " + mapping.getValue()).toList();
    console
        .beans(AccessRules.class)
        .forEach(
            feature ->
                feature
                    .rules()
                    .forEach(
                        rule ->
                            assertThat(patterns).contains(rule.method() + " " + rule.pattern())));
  }

  @Test
  void who_lacks_the_role_is_refused_and_who_has_it_is_not() {
    Map<String, String> wrong = new TreeMap<>();
    Map<Role, String> tokens =
        Map.of(
            Role.VIEWER, console.token(Role.VIEWER),
            Role.OPERATOR, console.token(Role.OPERATOR),
            Role.ADMIN, console.token(Role.ADMIN));
    String expired = console.token(Role.ADMIN, Optional.empty(), Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));
    for (Map.Entry<HttpMethod, String> mapping : mappings()) {
      String path = concrete(mapping.getValue());
      HttpMethod method = mapping.getKey();
      Optional<Role> needed = rule(method, path).orElseThrow().role();
      String name = method + " " + mapping.getValue();
      int nobody = status(method, path);
      if (needed.isPresent() && nobody != 401 && nobody != 403) {
        wrong.put(name + " nobody", String.valueOf(nobody));
      }
      if (needed.isPresent() && status(method, path, expired) != 401) {
        wrong.put(name + " expired", "not 401");
      }
      for (Role role : Role.values()) {
        int status = status(method, path, Objects.requireNonNull(tokens.get(role)));
        boolean refused = needed.isPresent() && !role.includes(needed.get());
        if (refused != (status == 403) || status == 401 || (status >= 500 && status != 503)) {
          wrong.put(name + " " + role, String.valueOf(status));
        }
        clock.advance(Duration.ofSeconds(1));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_form_of_a_session_needs_its_token_everywhere() {
    for (Map.Entry<HttpMethod, String> mapping : mappings()) {
      if (!mapping.getKey().equals(HttpMethod.GET)) {
        HttpRequest.Builder forged =
            HttpRequest.newBuilder(console.address(concrete(mapping.getValue())))
                .header("Cookie", "afterclose=forged");
        assertThat(status(forged, mapping.getKey())).as(mapping.toString()).isEqualTo(403);
      }
    }
  }

  @Test
  void who_sees_no_portfolio_finds_none() {
    String blind = console.token(Role.VIEWER, Optional.of(List.of()));
    long growth =
        new PortfolioStore(postgres.dataSource(), clock).find("Growth").orElseThrow().id();
    for (Map.Entry<HttpMethod, String> mapping : mappings()) {
      if (mapping.getKey().equals(HttpMethod.GET)
          && mapping.getValue().matches(".*/portfolios/\\{id}.*")) {
        String path = mapping.getValue().replace("{id}", String.valueOf(growth));
        assertThat(status(HttpMethod.GET, concrete(path), blind)).as(path).isEqualTo(404);
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }
}
