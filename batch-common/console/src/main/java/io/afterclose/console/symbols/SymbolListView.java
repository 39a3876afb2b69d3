package io.afterclose.console.symbols;

import io.afterclose.page.NumberText;
import io.afterclose.quant.factor.Factor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A page of {@code /symbols}.
 *
 * @param query what was asked for; empty for all
 * @param later whether symbols are before these
 * @param next the address of the page after; null for none
 */
public record SymbolListView(
    SymbolReader.Basis basis,
    List<SymbolRow> rows,
    String query,
    boolean later,
    @Nullable String next) {

  public SymbolListView {
    rows = List.copyOf(rows);
  }

  /** The list's address from a symbol on; null for its beginning. */
  static String path(String query, @Nullable String after) {
    return UriComponentsBuilder.fromPath("/symbols")
        .queryParamIfPresent("q", Optional.of(query).filter(text -> !text.isEmpty()))
        .queryParamIfPresent("after", Optional.ofNullable(after))
        .encode()
        .toUriString();
  }

  /** The address of the same as a file, from a symbol on; null for its beginning. */
  static String file(String query, @Nullable String after) {
    return UriComponentsBuilder.fromUriString(path(query, after))
        .queryParam("format", "csv")
        .build(true)
        .toUriString();
  }

  /** The address of the list as a file. */
  public String file() {
    return file(query, null);
  }

  /** The address of the first page. */
  public String first() {
    return path(query, null);
  }

  /** A symbol as a part of an address. */
  public String encoded(SymbolRow row) {
    return UriUtils.encodePathSegment(row.symbol(), StandardCharsets.UTF_8);
  }

  /** USD as traded. */
  public String close(SymbolRow row) {
    BigDecimal close = row.close();
    return close == null ? "unknown" : NumberText.plain(close);
  }

  /** The session of the close; nothing where there is none. */
  public String closeDate(SymbolRow row) {
    LocalDate date = row.closeDate();
    return date == null ? "" : date.toString();
  }

  /** The slope against SPY. */
  public String marketBeta(SymbolRow row) {
    Double beta = row.factor(Factor.MARKET_BETA).beta();
    return beta == null ? "unknown" : NumberText.decimal(beta, 2);
  }

  /** How many of all factors have a slope. */
  public String fitted(SymbolRow row) {
    return "%d of %d"
        .formatted(
            row.factors().stream().filter(cell -> cell.beta() != null).count(),
            row.factors().size());
  }
}
