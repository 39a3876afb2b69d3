package io.afterclose.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class AccessTest {

  private static final Instant NOW = Instant.parse("2022-07-01T02:00:00Z");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String PASSWORD = "correct horse battery";

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at(NOW);
  private static TestConsole console;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void begin() {
    postgres.reset();
    clock.set(NOW);
  }

  private static String csrf(HttpResponse<String> page) {
    Matcher field = CSRF.matcher(page.body());
    assertThat(field.find()).as(page.body()).isTrue();
    return field.group(1);
  }

  private static HttpResponse<String> page(HttpClient browser, String path) {
    return TestConsole.send(
        browser, HttpRequest.newBuilder(console.address(path)).header("Accept", "text/html"));
  }

  private static HttpRequest.Builder form(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      body.append(URLEncoder.encode(fields[i + 1], UTF_8));
    }
    return HttpRequest.newBuilder(console.address(path))
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private static HttpResponse<String> login(HttpClient browser, String name, String password) {
    String csrf = csrf(page(browser, "/login"));
    return TestConsole.send(
        browser, form("/login", "_csrf", csrf, "name", name, "password", password));
  }

  private static void addAccount(String name, Role role) {
    new AccountStore(postgres.dataSource(), clock)
        .add(new NewAccount(name, role, Optional.empty()), new Passwords().encode(PASSWORD));
  }

  private static List<String> audited() {
    return new AuditStore(postgres.dataSource())
        .newest(null, null, 100).stream()
            .map(AuditStore.Stored::entry)
            .map(entry -> entry.action() + " " + entry.actor() + " " + entry.outcome())
            .toList();
  }

  @Test
  void the_first_start_asks_for_a_token_that_only_the_owner_of_a_file_can_read() throws Exception {
    try (TestConsole first = TestConsole.start(postgres, home.resolve("first"), clock)) {
      HttpClient browser = TestConsole.browser();
      HttpResponse<String> asked =
          TestConsole.send(browser, HttpRequest.newBuilder(first.address("/setup")));
      Path file = home.resolve("first/console/first-run-token");
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      String token = Files.readString(file).strip();
      assertThat(asked.body()).contains(file.toString()).doesNotContain(token);

      HttpResponse<String> wrong = setup(first, browser, csrf(asked), "guessed", "ana");
      assertThat(wrong.statusCode()).isEqualTo(403);
      HttpResponse<String> done = setup(first, browser, csrf(wrong), token, "ana");
      assertThat(done.statusCode()).isEqualTo(303);
      assertThat(file).doesNotExist();
      assertThat(new AccountStore(postgres.dataSource(), clock).named("ana").orElseThrow().role())
          .isEqualTo(Role.ADMIN);

      HttpResponse<String> again =
          setup(first, browser, csrf(page(TestConsole.browser(), "/login")), token, "bob");
      assertThat(again.statusCode()).isEqualTo(403);
      assertThat(audited()).containsExactly("account.first ana STARTED", "account.first  DENIED");
    }
  }

  private static HttpResponse<String> setup(
      TestConsole first, HttpClient browser, String csrf, String token, String name) {
    return TestConsole.send(
        browser,
        form("/setup", "_csrf", csrf, "token", token, "name", name, "password", PASSWORD)
            .uri(first.address("/setup")));
  }

  @Test
  void of_two_first_administrators_one_is_made() throws Exception {
    AccountStore accounts = new AccountStore(postgres.dataSource(), clock);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Optional<Account>>> both =
          two.invokeAll(
              Stream.of("ana", "bob")
                  .<Callable<Optional<Account>>>map(
                      name ->
                          () ->
                              accounts.addFirst(
                                  new NewAccount(name, Role.ADMIN, Optional.empty()), "stored"))
                  .toList());
      assertThat(both.get(0).get().isPresent() ^ both.get(1).get().isPresent()).isTrue();
      assertThat(accounts.all()).hasSize(1);
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void a_login_sets_a_cookie_that_no_script_reads_and_a_logout_ends_it_everywhere() {
    addAccount("ana", Role.ADMIN);
    HttpClient browser = TestConsole.browser();

    HttpResponse<String> answer = login(browser, "ana", PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(303);
    String cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(header -> header.startsWith("afterclose="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    HttpResponse<String> inside = page(browser, "/problems/not-found");
    assertThat(inside.body()).contains("ana (admin)");
    HttpResponse<String> out = TestConsole.send(browser, form("/logout", "_csrf", csrf(inside)));
    assertThat(out.statusCode()).isEqualTo(303);
    HttpResponse<String> stolen =
        console.send(
            HttpRequest.newBuilder(console.address("/problems/not-found"))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    assertThat(stolen.body()).doesNotContain("ana (admin)");
    assertThat(audited()).containsExactly("logout ana STARTED", "login ana STARTED");
  }

  @Test
  void a_session_ends_after_two_idle_hours_and_after_twelve_in_all() {
    addAccount("ana", Role.VIEWER);
    HttpClient browser = TestConsole.browser();
    login(browser, "ana", PASSWORD);
    for (int hours = 0; hours < 11; hours++) {
      clock.advance(Duration.ofHours(1));
      assertThat(page(browser, "/problems/not-found").body()).contains("ana (viewer)");
    }
    clock.advance(Duration.ofHours(1));
    assertThat(page(browser, "/problems/not-found").body()).doesNotContain("ana (viewer)");

    login(browser, "ana", PASSWORD);
    clock.advance(Duration.ofHours(2));
    assertThat(page(browser, "/problems/not-found").body()).doesNotContain("ana (viewer)");
  }

  @Test
  void a_wrong_password_and_an_unknown_name_are_answered_alike_and_six_tries_are_too_many() {
    addAccount("mia", Role.ADMIN);
    HttpClient browser = TestConsole.browser();

    HttpResponse<String> unknown = login(browser, "zoe", "no such password");
    for (int tries = 0; tries < 5; tries++) {
      HttpResponse<String> wrong = login(browser, "mia", "no such password");
      assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
      assertThat(wrong.body()).contains("The name or the password is wrong.");
    }
    assertThat(login(browser, "mia", PASSWORD).statusCode()).isEqualTo(429);
    assertThat(audited()).hasSize(6).contains("login zoe DENIED").contains("login mia DENIED");
  }

  @Test
  void a_form_without_its_token_or_from_another_site_is_refused() {
    addAccount("ana", Role.ADMIN);
    HttpClient browser = TestConsole.browser();
    String csrf = csrf(page(browser, "/login"));

    assertThat(
            TestConsole.send(browser, form("/login", "name", "ana", "password", PASSWORD))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            TestConsole.send(
                    browser,
                    form("/login", "_csrf", csrf, "name", "ana", "password", PASSWORD)
                        .header("Sec-Fetch-Site", "cross-site"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            console
                .send(form("/login", "_csrf", csrf, "name", "ana", "password", PASSWORD))
                .statusCode())
        .as("the token of another visitor")
        .isEqualTo(403);
  }

  @Test
  void a_login_leads_to_pages_of_this_console_only() {
    addAccount("ana", Role.ADMIN);
    for (String elsewhere : List.of("//evil.example", "/\\evil.example", "https://evil.example")) {
      HttpClient browser = TestConsole.browser();
      String csrf = csrf(page(browser, "/login"));
      HttpResponse<String> answer =
          TestConsole.send(
              browser,
              form(
                  "/login", "_csrf", csrf, "name", "ana", "password", PASSWORD, "next", elsewhere));
      assertThat(answer.headers().firstValue("Location")).contains("/");
      clock.advance(Duration.ofHours(1));
    }
  }

  @Test
  void what_has_no_rule_is_refused_and_a_wrong_token_is_a_problem() {
    String token = console.token(Role.ADMIN);

    HttpResponse<String> nobody = console.get("/api/v1/nothing");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(nobody.body()).contains("\"type\":\"/problems/unauthenticated\"", "request_id");
    HttpResponse<String> known = console.get("/api/v1/nothing", token);
    assertThat(known.statusCode()).isEqualTo(404);
    assertThat(known.body()).contains("\"type\":\"/problems/not-found\"", "there is no such page");
    assertThat(console.get("/api/v1/audit/nothing", token).statusCode()).isEqualTo(404);
    assertThat(console.get("/api/v1/nothing", "acl_forged").statusCode()).isEqualTo(401);
    clock.advance(Duration.ofDays(2));
    assertThat(console.get("/api/v1/nothing", token).statusCode()).as("expired").isEqualTo(401);
  }

  @Test
  void a_page_that_needs_a_login_leads_to_it_and_back() {
    addAccount("ana", Role.ADMIN);
    HttpResponse<String> asked = page(TestConsole.browser(), "/nights?job=both");
    assertThat(asked.statusCode()).isEqualTo(302);
    assertThat(asked.headers().firstValue("Location").orElseThrow())
        .endsWith("/login?next=%2Fnights%3Fjob%3Dboth");
  }

  @Test
  void a_foreign_host_name_is_refused_but_for_probes() {
    assertThat(console.raw("GET /login HTTP/1.1\r\nHost: evil.example\r\n")).contains(" 403 ");
    assertThat(console.raw("GET /login HTTP/1.1\r\nHost: localhost:80\r\n"))
        .doesNotContain(" 403 ");
    assertThat(console.raw("GET /login HTTP/1.1\r\nHost: [::1]:80\r\n")).doesNotContain(" 403 ");
    assertThat(console.raw("GET /health/live HTTP/1.1\r\nHost: evil.example\r\n"))
        .contains(" 200 ");
  }

  @Test
  void a_body_that_is_no_file_has_a_limit() {
    String token = console.token(Role.OPERATOR);
    String large = "{\"reason\": \"" + "x".repeat(70_000) + "\"}";

    assertThat(console.post("/api/v1/plans", token, large).statusCode()).isEqualTo(413);
  }

  @Test
  void the_audit_can_only_grow() {
    JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
    String add =
        """
        insert into console_audit (at, actor, address, action, target, reason, outcome, problem)
        values (now() - cast(? as interval), 'ana', '', 'run', '', '', 'STARTED', '')
        """;
    jdbc.update(add, "399 days");
    assertThatThrownBy(() -> jdbc.update("update console_audit set actor = 'bob'"))
        .hasMessageContaining("keeps its rows");
    assertThatThrownBy(() -> jdbc.update("delete from console_audit"))
        .hasMessageContaining("keeps its rows");
    jdbc.update(add, "401 days");
    assertThat(jdbc.update("delete from console_audit where at < now() - interval '400 days'"))
        .isEqualTo(1);
  }
}
