package io.afterclose.deploy.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Debian's Chromium without a window, which asks nobody but the address it is told: what is seen of
 * a page, and what keys do to it.
 */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String AXE = "/axe.min.js";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_TABS = 120;

  /**
   * A way to look at a page.
   *
   * @param width in CSS pixels
   * @param scheme {@code light} or {@code dark}
   * @param medium {@code screen} or {@code print}
   */
  record Look(String name, int width, String scheme, String medium) {

    static final List<Look> ALL =
        List.of(
            new Look("light", 1280, "light", "screen"),
            new Look("dark", 1280, "dark", "screen"),
            new Look("phone", 360, "light", "screen"),
            new Look("print", 794, "light", "print"));
  }

  private final ChromeDriver driver;
  private final String axe;

  private Browser(ChromeDriver driver, String axe) {
    this.driver = driver;
    this.axe = axe;
  }

  /** Why there is none here; empty where there is one. */
  static String missing() {
    return List.of(CHROMIUM, DRIVER).stream()
        .filter(file -> !Files.isExecutable(file))
        .map(file -> file + " is missing (Debian: chromium, chromium-driver); ")
        .reduce("", String::concat);
  }

  /** Starts one with an empty profile of its own. */
  static Browser start(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--lang=en-US",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriver driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withLogFile(profile.resolve("driver.log").toFile())
                .build(),
            options);
    return new Browser(driver, axe());
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream(AXE)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void open(String address) {
    driver.get(address);
  }

  /** The path of the page that is shown, with its query. */
  String path() {
    return driver.getCurrentUrl().replaceFirst("^[a-z]+://[^/]+", "");
  }

  /** Waits until a script's value is true on a page that is whole, also over several pages. */
  void await(String condition) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .withMessage(() -> condition + " on " + path() + ": " + text("main"))
        .until(
            shown ->
                Boolean.TRUE.equals(
                    ask("document.readyState === 'complete' && (" + condition + ")")));
  }

  Object ask(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** The text of the first element that a selector finds, as it is seen. */
  String text(String selector) {
    return String.valueOf(
        driver.executeScript(
            "const found = document.querySelector(arguments[0]); return found ? found.innerText : ''",
            selector));
  }

  /** What the links of this page lead to, within its own address. */
  List<String> links() {
    return ((List<?>)
            driver.executeScript(
                "return [...document.querySelectorAll('a[href]:not([download])')]"
                    + ".filter(link => link.origin === location.origin)"
                    + ".map(link => link.pathname + link.search)"))
        .stream().map(String::valueOf).toList();
  }

  /** Types a text, or keys, to whatever has the focus. */
  void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      new Actions(driver).sendKeys(key).perform();
    }
  }

  /**
   * Presses the tabulator until an element has the focus, which must then show that it has it.
   *
   * @param selector of the element
   */
  void tabTo(String selector) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      press(Keys.TAB);
      if (Boolean.TRUE.equals(
          driver.executeScript("return document.activeElement.matches(arguments[0])", selector))) {
        if (Boolean.TRUE.equals(
            ask(
                "(style => style.outlineStyle === 'none' && style.boxShadow === 'none')"
                    + "(getComputedStyle(document.activeElement))"))) {
          throw new AssertionError("no sign of the focus on " + selector + " of " + path());
        }
        return;
      }
    }
    throw new AssertionError(
        "%d tabs on %s did not reach %s: %s".formatted(MOST_TABS, path(), selector, text("main")));
  }

  void look(Look look) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", look.width(), "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            look.medium(),
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", look.scheme()))));
  }

  /** By how much the page is wider than what shows it, and what is; empty where it is not. */
  String overflow() {
    return String.valueOf(
        driver.executeScript(
            """
            const page = document.documentElement;
            const more = page.scrollWidth - page.clientWidth;
            if (more <= 0) {
              return '';
            }
            const inside = one => one.closest('.wide') !== null;
            const over = [...document.querySelectorAll('body *')].filter(one => !inside(one)
                && one.getBoundingClientRect().left + one.scrollWidth > page.clientWidth);
            return `${more} pixels too wide, with ${over.pop()?.outerHTML.slice(0, 160)}`;
            """));
  }

  /**
   * What axe-core finds wrong with the page that is shown: rule, number of elements, the first one.
   */
  List<String> violations() {
    driver.executeScript(axe);
    return ((List<?>)
            driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run().then(found => done(found.violations.map(one =>"
                    + " `${one.id} ${one.nodes.length} ${one.nodes[0].html.slice(0, 160)}`)))"))
        .stream().map(String::valueOf).toList();
  }

  /** What the browser has complained of since this was asked last: scripts, styles, files. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Leaves a picture of the whole page. */
  void picture(Path file) throws IOException {
    Map<String, Object> taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
