package io.afterclose.console.quality;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.page.NumberText;
import io.afterclose.report.ValuedBy;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /api/v1/quality} and its page. */
@RestController
final class QualityController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/quality"), AccessRule.get(Role.VIEWER, "/quality"));

  static final NavigationLink LINK = new NavigationLink(40, "/quality", "Quality", Role.VIEWER);

  private static final int MOST = 500;
  private static final int PAGE = 200;

  private final QualityReader reader;
  private final Pages pages;

  QualityController(QualityReader reader, Pages pages) {
    this.reader = reader;
    this.pages = pages;
  }

  /**
   * What the page shows.
   *
   * @param next the address of the following symbols; empty for none
   * @param chosen the session that was asked for; empty for none
   */
  record View(Quality quality, String next, String chosen) {

    /** What lots are valued by, the best first. */
    List<ValuedBy> kinds() {
      return List.of(ValuedBy.values());
    }

    /** A sign and a word, so that it does not depend on colour. */
    static String state(String word) {
      return switch (word) {
        case "PRICED" -> "✓ priced";
        case "STALE" -> "! stale";
        case "ESTIMATED" -> "≈ estimated";
        default -> "✗ without a value";
      };
    }

    String share(ValuedBy by) {
      BigDecimal share = quality.share(by);
      return share == null ? "unknown" : NumberText.percent(share.doubleValue());
    }

    /** A code in words. */
    static String words(String code) {
      return code.toLowerCase(Locale.ROOT).replace('_', ' ').replace(",", ", ");
    }
  }

  @GetMapping("/api/v1/quality")
  ResponseEntity<Map<String, @Nullable Object>> answer(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalid("limit must be 1 to %d, found %d".formatted(MOST, limit));
    }
    Quality quality = reader.of(actor.visibility(), date, after, limit);
    String next = next("/api/v1/quality", quality, date, limit == 100 ? null : limit);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
    if (!next.isEmpty()) {
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(body(quality, next));
  }

  private static String next(
      String path, Quality quality, @Nullable LocalDate date, @Nullable Integer limit) {
    if (quality.next() == null) {
      return "";
    }
    UriComponentsBuilder next = UriComponentsBuilder.fromPath(path);
    if (date != null) {
      next.queryParam("date", date);
    }
    if (limit != null) {
      next.queryParam("limit", limit);
    }
    return next.queryParam("after", quality.next()).encode().toUriString();
  }

  private static Map<String, @Nullable Object> body(Quality quality, String next) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("session", quality.session().toString());
    body.put("portfolios", quality.portfolios().all());
    body.put("portfolios_behind", quality.portfolios().behind());
    body.put("positions", Arrays.stream(ValuedBy.values()).map(by -> sum(quality, by)).toList());
    body.put("symbols", quality.symbols().stream().map(QualityController::symbol).toList());
    body.put("next", next.isEmpty() ? null : next);
    body.put("doubts", quality.doubts().stream().map(QualityController::doubt).toList());
    body.put("doubts_left_out", quality.doubtsLeftOut());
    return body;
  }

  private static Map<String, @Nullable Object> sum(Quality quality, ValuedBy by) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("status", Quality.word(by));
    members.put("positions", quality.sum(by).lots());
    members.put("gross_value", by == ValuedBy.NOTHING ? null : quality.sum(by).value());
    members.put("share", quality.share(by));
    return members;
  }

  private static Map<String, @Nullable Object> symbol(Quality.Late late) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    LocalDate last = late.symbol().lastPrice();
    members.put("symbol", late.symbol().symbol());
    members.put("status", late.status());
    members.put("last_price_date", last == null ? null : last.toString());
    members.put("sessions_late", late.sessionsLate());
    members.put("stale", late.symbol().stale());
    members.put("estimated", late.symbol().estimated());
    members.put("unpriced", late.symbol().unpriced());
    members.put("gross_value", late.symbol().value());
    members.put("portfolios", late.symbol().portfolios());
    members.put("queue", late.queue());
    members.put("reason", late.reason());
    return members;
  }

  private static Map<String, @Nullable Object> doubt(Quality.Doubt doubt) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("symbol", doubt.symbol());
    members.put("price_date", doubt.date());
    members.put("stored", doubt.stored());
    members.put("reason", doubt.reason());
    members.put("detail", doubt.detail().isEmpty() ? null : doubt.detail());
    members.put("provider", doubt.provider());
    members.put("close", doubt.close());
    members.put("decision", doubt.decision());
    return members;
  }

  @GetMapping("/quality")
  ResponseEntity<String> page(
      HttpServletRequest request,
      @AuthenticationPrincipal Actor actor,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate date,
      @RequestParam(defaultValue = "") String after) {
    Quality quality = reader.of(actor.visibility(), date, after, PAGE);
    View view =
        new View(
            quality, next("/quality", quality, date, null), date == null ? "" : date.toString());
    return pages.show(request, "Data quality", "quality/quality.jte", view);
  }
}
