package io.afterclose.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  void each_link_of_the_navigation_has_a_place_of_its_own_and_a_page() {
    List<NavigationLink> links =
        console.beans(NavigationLink.class).stream()
            .sorted(Comparator.comparingInt(NavigationLink::order))
            .toList();
    assertThat(links).extracting(NavigationLink::order).doesNotHaveDuplicates();
    assertThat(links)
        .extracting(NavigationLink::path)
        .containsSubsequence("/nights", "/runs", "/portfolios", "/symbols", "/quality")
        .allSatisfy(
            path -> assertThat(rule(HttpMethod.GET, String.valueOf(path))).as(path).isPresent());
  }

  /** Who asks, in the order of the table that is written. */
  private enum Client {
    NOBODY,
    VIEWER,
    VIEWER_OF_NOTHING,
    OPERATOR,
    ADMIN,
    EXPIRED,
    FOREIGN_HOST,
    FORGED_FORM
  }

  private static int status(
      HttpMethod method, String path, Client client, Map<Client, String> all) {
    return switch (client) {
      case NOBODY -> status(method, path);
      case FOREIGN_HOST -> foreign(method, path);
      case FORGED_FORM ->
          status(
              HttpRequest.newBuilder(console.address(path)).header("Cookie", "afterclose=forged"),
              method);
      default -> status(method, path, Objects.requireNonNull(all.get(client)));
    };
  }

  /** As a page of another site sees it, whose name leads here. */
  private static int foreign(HttpMethod method, String path) {
    String answer =
        console.raw(
            "%s %s HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"
                .formatted(method, path));
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** Why an answer is not what the rule says; empty where it is. */
  private static Optional<String> wrong(
      Map.Entry<HttpMethod, String> mapping, Client client, Optional<Role> needed, int status) {
    boolean refused =
        switch (client) {
          case NOBODY -> needed.isPresent() ? status == 401 || status == 403 : status != 500;
          case EXPIRED -> needed.isEmpty() || status == 401;
          case FOREIGN_HOST -> status == 403 || mapping.getValue().contains("/health/");
          case FORGED_FORM -> mapping.getKey().equals(HttpMethod.GET) || status == 403;
          case VIEWER, VIEWER_OF_NOTHING -> isAnswered(Role.VIEWER, needed, status);
          case OPERATOR -> isAnswered(Role.OPERATOR, needed, status);
          case ADMIN -> isAnswered(Role.ADMIN, needed, status);
        };
    if (client == Client.VIEWER_OF_NOTHING && isOfPortfolio(mapping) && status != 404) {
      return Optional.of("a portfolio that is not to be seen: " + status);
    }
    return refused ? Optional.empty() : Optional.of(String.valueOf(status));
  }

  private static boolean isAnswered(Role role, Optional<Role> needed, int status) {
    boolean refused = needed.isPresent() && !role.includes(needed.get());
    return refused == (status == 403) && status != 401 && (status < 500 || status == 503);
  }

  private static boolean isOfPortfolio(Map.Entry<HttpMethod, String> mapping) {
    return mapping.getKey().equals(HttpMethod.GET)
        && mapping.getValue().matches(".*/portfolios/\\{id}.*");
  }

  /** Every path as every client; the answers are left as a table in the build's folder. */
  @Test
  void who_lacks_the_role_is_refused_and_who_has_it_is_not() throws IOException {
    long growth =
        new PortfolioStore(postgres.dataSource(), clock).find("Growth").orElseThrow().id();
    Map<Client, String> tokens =
        Map.of(
            Client.VIEWER, console.token(Role.VIEWER),
            Client.VIEWER_OF_NOTHING, console.token(Role.VIEWER, Optional.of(List.of())),
            Client.OPERATOR, console.token(Role.OPERATOR),
            Client.ADMIN, console.token(Role.ADMIN),
            Client.EXPIRED, console.token(Role.ADMIN, Optional.empty(), Duration.ofMinutes(1)));
    clock.advance(Duration.ofMinutes(2));
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> table = new TreeMap<>();
    for (Map.Entry<HttpMethod, String> mapping : mappings()) {
      String path =
          concrete(
              isOfPortfolio(mapping)
                  ? mapping.getValue().replace("{id}", String.valueOf(growth))
                  : mapping.getValue());
      Optional<Role> needed = rule(mapping.getKey(), path).orElseThrow().role();
      StringBuilder row = new StringBuilder();
      for (Client client : Client.values()) {
        int status = status(mapping.getKey(), path, client, tokens);
        row.append(" | ").append(status);
        wrong(mapping, client, needed, status)
            .ifPresent(why -> wrong.put(mapping + " " + client, why));
        clock.advance(Duration.ofSeconds(1));
      }
      table.put(
          mapping.getValue() + " " + mapping.getKey(),
          "| %s | %s | %s%s |"
              .formatted(
                  mapping.getValue(),
                  mapping.getKey(),
                  needed.map(Role::text).orElse("anybody"),
                  row));
    }
    Files.writeString(Path.of("target", "access-matrix.md"), written(table.values()));
    assertThat(wrong).isEmpty();
  }

  private static String written(Collection<String> rows) {
    String clients =
        Arrays.stream(Client.values())
            .map(client -> client.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(" | "));
    return "| path | method | needed | %s |\n|%s\n%s\n"
        .formatted(clients, "---|".repeat(3 + Client.values().length), String.join("\n", rows));
  }
}
