package io.afterclose.deploy.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.deploy.Jobs;
import io.afterclose.deploy.console.Browser.Look;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The console's pages in a browser, over two nights of the sample market of which one failed. Needs
 * {@code mvn verify -Pbrowser} and Debian's packages chromium and chromium-driver.
 */
class BrowserIT {

  private static final String FAILED = "2026-01-05";
  private static final String NIGHT = "2026-01-06";
  private static final Path PICTURES = Path.of("target", "pages");

  private static final String GRID_REACHES_BACK =
      "[...document.querySelectorAll('.month caption')]"
          + ".some(month => month.textContent.includes('January 2026'))";

  /** Text that a page has to show and must not obey. */
  private static final String HOSTILE = "<script>document.title='taken'</script>=cmd()|x";

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();
  @TempDir static Path home;

  private static Map<String, String> environment = Map.of();
  private static ServedConsole console;
  private static Browser browser;

  @BeforeAll
  static void serve() throws Exception {
    assumeTrue(
        "required".equals(System.getProperty("browser")),
        "pages in a browser: mvn verify -Pbrowser, with Debian's chromium and chromium-driver");
    assertThat(Browser.missing()).isEmpty();
    environment = ServedConsole.environment(DATABASE.environment(), home);
    night(environment);
    console = ServedConsole.start(environment, "");
    browser = Browser.start(Files.createTempDirectory(home, "profile"));
    firstAccount();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  /** A night whose metrics cannot be stored, and a whole one with two portfolios. */
  private static void night(Map<String, String> environment) throws Exception {
    Jobs.symbolBatch(environment, "universe", "add", "ALFA", "ECHO", "KILO", "ZULU").with(0);
    Jobs.symbolBatch(environment, "run", "--date", NIGHT).with(0);
    Path lots =
        Files.writeString(
            home.resolve("lots.csv"),
            "symbol,quantity,entry_date,entry_price\nALFA,5,2026-01-02,90\nKILO,7,2026-01-02,80\n");
    for (String name : List.of("Balanced", HOSTILE)) {
      Jobs.portfolioRefresh(
              environment,
              "import",
              "--name",
              name,
              "--file",
              lots.toString(),
              "--cash",
              "1000@2026-01-02")
          .with(0);
    }
    Jobs.portfolioRefresh(environment, "run", "--wait", "0s", "--date", NIGHT).with(0);
    sql(
        """
        create function refuse() returns trigger language plpgsql as
          'begin raise exception ''the disk is full''; end';
        create trigger refuse before insert on symbol_daily_metrics
          for each statement execute function refuse();
        """);
    Jobs.symbolBatch(environment, "run", "--date", FAILED).with(1);
    sql("drop trigger refuse on symbol_daily_metrics; drop function refuse()");
  }

  private static void sql(String statements) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** As the page of a console without accounts says it, with the keyboard alone. */
  private static void firstAccount() throws IOException {
    browser.open(console.address("/"));
    browser.await("location.pathname === '/setup'");
    List<String> faults = new ArrayList<>();
    look("/setup", faults);
    assertThat(faults).isEmpty();
    browser.open(console.address("/setup")); // a form on paper is hidden and loses the focus
    browser.press(
        Files.readString(home.resolve("console").resolve("first-run-token")).strip(),
        Keys.TAB,
        "ana",
        Keys.TAB,
        ServedConsole.PASSWORD,
        Keys.ENTER);
    browser.await("location.pathname !== '/setup'");
    if (browser.path().startsWith("/login")) {
      logIn();
    }
  }

  private static void logIn() {
    browser.open(console.address("/login"));
    browser.press("ana", Keys.TAB, ServedConsole.PASSWORD, Keys.ENTER);
    browser.await("location.pathname === '/nights'");
  }

  @Test
  void from_the_login_to_a_failed_night_that_is_done_with_the_keyboard_alone() {
    logIn();
    browser.press("g", "n");
    browser.await("location.pathname === '/nights'");
    while (Boolean.FALSE.equals(browser.ask(GRID_REACHES_BACK))) {
      browser.tabTo("#grid a[rel=prev]");
      String before = browser.path();
      browser.press(Keys.ENTER);
      browser.await("location.pathname + location.search !== '%s'".formatted(before));
    }
    browser.tabTo(".month a");
    for (int sessions = 0; !label().startsWith("Mon 5 Jan 2026"); sessions++) {
      assertThat(sessions).as("sessions back from the newest: " + label()).isLessThan(120);
      browser.press(Keys.ARROW_LEFT);
    }
    assertThat(label()).containsIgnoringCase("failed");
    browser.press(Keys.ENTER);
    browser.await("location.search.includes('%s')".formatted(FAILED));
    browser.tabTo("a[href^='/runs/symbol-batch/%s']".formatted(FAILED));
    browser.press(Keys.ENTER);
    browser.await("location.pathname === '/runs/symbol-batch/%s'".formatted(FAILED));
    assertThat(browser.text("#run")).contains("failed", "the disk is full");
    browser.tabTo("a.button[href*='action=rerun']");
    browser.press(Keys.ENTER);
    browser.await("location.pathname === '/requests/new'");
    browser.tabTo("form.filters button");
    browser.press(Keys.ENTER);
    browser.await("document.querySelector('#reason') !== null");
    browser.tabTo("#reason");
    browser.press("the disk has room again", Keys.ENTER);
    browser.await("/^.requests.[0-9a-f-]{36}$/.test(location.pathname)");
    browser.await("document.querySelector('#request strong').textContent === 'ended'");
    assertThat(browser.text("#request"))
        .containsPattern("Exit code\\s+0")
        .contains("the disk has room again", "Planned and did")
        .containsPattern("Planned [0-9]+ items; wrote [0-9]+ rows or items; not done 0");
  }

  private static String label() {
    return String.valueOf(browser.ask("document.activeElement.getAttribute('aria-label')"));
  }

  @Test
  void every_page_is_sound_in_the_light_in_the_dark_on_a_phone_and_on_paper() throws Exception {
    logIn();
    browser.complaints();
    List<String> faults = new ArrayList<>();
    SortedMap<String, String> pages = pages();
    assertThat(pages.keySet())
        .contains(
            "/nights",
            "/runs",
            "/runs/symbol-batch/{date}",
            "/runs/portfolio-refresh/{date}",
            "/runs/symbol-batch/{date}/diff",
            "/requests",
            "/requests/new",
            "/portfolios",
            "/portfolios/{number}",
            "/symbols",
            "/symbols/{symbol}",
            "/onboarding",
            "/quality",
            "/schedule",
            "/doctor",
            "/api",
            "/admin",
            "/audit",
            "/not-there");
    for (String page : pages.values()) {
      browser.open(console.address(page));
      look(page, faults);
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void the_interface_for_programs_is_a_list_whose_parts_open_by_key_and_by_address() {
    logIn();
    browser.open(console.address("/api"));
    assertThat(browser.ask("document.documentElement.scrollHeight < 8000")).isEqualTo(true);
    assertThat(browser.ask("document.querySelector('details[open]')")).isNull();
    browser.tabTo("details.part > summary");
    browser.press(Keys.ENTER);
    browser.await("document.activeElement.parentElement.open");
    browser.open(console.address("/nights"));
    browser.open(console.address("/api#listSymbols"));
    browser.await(
        "[...document.querySelectorAll('details[open]')].map(one => one.lastElementChild.id).join()"
            + " === 'listSymbols'");
    browser.await(
        "document.querySelector('#listSymbols').getBoundingClientRect().top < innerHeight");
  }

  /** One of each kind of page, found by its links as a reader finds it. */
  private static SortedMap<String, String> pages() {
    SortedMap<String, String> pages = new TreeMap<>();
    List<String> waiting = new ArrayList<>();
    waiting.add("/nights");
    waiting.add("/runs/symbol-batch/%s/diff?with=%s".formatted(NIGHT, FAILED));
    waiting.add("/not-there");
    waiting.add("/requests/new?action=rerun&job=symbol-batch&from=" + FAILED);
    while (!waiting.isEmpty()) {
      String page = waiting.remove(0);
      if (pages.putIfAbsent(kind(page), page) != null) {
        continue;
      }
      browser.open(console.address(page));
      browser.links().stream().filter(BrowserIT::isPage).forEach(waiting::add);
    }
    return pages;
  }

  private static boolean isPage(String link) {
    return !link.startsWith("/api/")
        && !link.matches("/requests/[^/]+/log|.*[.](csv|json|svg|html).*");
  }

  private static String kind(String page) {
    return page.replaceFirst("[?#].*", "")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
        .replaceAll("\\d{4}-\\d{2}-\\d{2}", "{date}")
        .replaceAll("/\\d+", "/{number}")
        .replaceFirst("^/symbols/[^/]+", "/symbols/{symbol}");
  }

  /** Looks at the page that is shown in each way, and leaves pictures of it. */
  private static void look(String page, List<String> faults) throws IOException {
    for (Look look : Look.ALL) {
      browser.look(look);
      String seen = page + ", " + look.name() + ": ";
      String overflow = browser.overflow();
      if (!overflow.isEmpty()) {
        faults.add(seen + overflow);
      }
      if (look.medium().equals("screen")) {
        browser.violations().forEach(violation -> faults.add(seen + violation));
      }
      browser.picture(
          PICTURES.resolve(kind(page).replaceAll("[^a-z-]+", "_") + "-" + look.name() + ".png"));
    }
    browser.complaints().stream()
        .filter(complaint -> !(complaint.contains("/not-there") && complaint.contains("of 404")))
        .forEach(complaint -> faults.add(page + ": " + complaint));
    if (String.valueOf(browser.ask("document.title")).equals("taken")) {
      faults.add(page + ": a name of a portfolio was obeyed");
    }
    browser.look(Look.ALL.get(0));
  }
}
