package io.afterclose.console.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** {@code /api/v1/openapi.json}, the file that the build keeps, and the page of it. */
@RestController
final class ReferenceController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.open(HttpMethod.GET, "/api/v1/openapi.json"),
          AccessRule.get(Role.VIEWER, "/api"));

  static final NavigationLink LINK = new NavigationLink(85, "/api", "API", Role.VIEWER);

  private final String document = Page.resource("/console/openapi.json");
  private final String tag;
  private final Reference reference = Reference.of(document);
  private final Pages pages;

  ReferenceController(Pages pages) {
    this.pages = pages;
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

  /**
   * What the page shows.
   *
   * @param address of this console, as the reader's browser has it
   * @param mayMake whether the reader may make tokens
   */
  record View(Reference reference, String address, boolean mayMake) {}

  @GetMapping("/api")
  ResponseEntity<String> page(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
    String address =
        ServletUriComponentsBuilder.fromRequestUri(request).replacePath("").build().toUriString();
    View view = new View(reference, address, actor.may(Role.ADMIN));
    return pages.show(request, "Interface for programs", "reference/reference.jte", view);
  }
}
