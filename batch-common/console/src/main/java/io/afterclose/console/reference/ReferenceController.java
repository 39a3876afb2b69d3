package io.afterclose.console.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.page.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/openapi.json}, the file that the build keeps. */
@RestController
final class ReferenceController {

  static final AccessRules RULES =
      AccessRules.of(AccessRule.open(HttpMethod.GET, "/api/v1/openapi.json"));

  private final String document = Page.resource("/console/openapi.json");
  private final String tag;

  ReferenceController() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8));
      this.tag = "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<String> document() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePublic())
        .eTag(tag)
        .contentType(MediaType.APPLICATION_JSON)
        .body(document);
  }
}
