package io.afterclose.console.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.page.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The style sheet, the script and the icon, which are the same for everybody. */
@RestController
final class AssetController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.open(HttpMethod.GET, "/console.css"),
          AccessRule.open(HttpMethod.GET, "/console.js"),
          AccessRule.open(HttpMethod.GET, "/favicon.svg"));

  /** The rules of all pages first, then those of one kind of page. */
  private static final List<String> STYLES =
      List.of("/page/page.css", "/page/history.css", "/report/report.css", "/console/console.css");

  private final Map<String, Asset> assets;

  AssetController() {
    this.assets =
        List.of(
                Asset.of("css", "text/css", STYLES),
                Asset.of("js", "text/javascript", List.of("/console/console.js")),
                Asset.of("svg", "image/svg+xml", List.of("/console/favicon.svg")))
            .stream()
            .collect(Collectors.toMap(Asset::name, Function.identity()));
  }

  /**
   * A file as it is sent.
   *
   * @param tag of its content, so that a browser keeps it until it changes
   */
  private record Asset(String name, MediaType type, String text, String tag) {

    static Asset of(String name, String type, List<String> resources) {
      String text = resources.stream().map(Page::resource).collect(Collectors.joining("\n"));
      return new Asset(name, MediaType.parseMediaType(type + ";charset=UTF-8"), text, tag(text));
    }

    private static String tag(String text) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("every JDK has SHA-256", missing);
      }
    }
  }

  @GetMapping("/console.css")
  ResponseEntity<String> style() {
    return asset("css");
  }

  @GetMapping("/console.js")
  ResponseEntity<String> script() {
    return asset("js");
  }

  @GetMapping("/favicon.svg")
  ResponseEntity<String> icon() {
    return asset("svg");
  }

  private ResponseEntity<String> asset(String name) {
    Asset asset = Objects.requireNonNull(assets.get(name));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePublic())
        .eTag(asset.tag())
        .contentType(asset.type())
        .body(asset.text());
  }
}
