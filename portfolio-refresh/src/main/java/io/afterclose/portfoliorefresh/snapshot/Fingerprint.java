package io.afterclose.portfoliorefresh.snapshot;

import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.snapshot.SnapshotTotals.DayTrades;
import io.afterclose.portfoliorefresh.valuation.CarriedValue;
import io.afterclose.portfoliorefresh.valuation.CashRow;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.portfoliorefresh.valuation.PositionValuation;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names the inputs of the snapshots of one portfolio: two snapshots of a portfolio and day with one
 * fingerprint have the same numbers.
 *
 * <p>SHA-256 over sorted lines: each open position as recorded with its quantity on the day (so the
 * splits), the price and its date, the manual amount or why there is none; each cash row that
 * counts (so entries, exits and dividends of the closed ones too). Database keys, the order of
 * rows, the scale of a decimal and whatever does not yet matter on the day are not in it.
 */
final class Fingerprint {
  /** Changes when the meaning of the lines or the rules of the calculation do. */
  private static final String FORMAT = "afterclose snapshot 2";

  private static final int LINE_LENGTH = 160;

  private final MessageDigest digest = sha256();
  private final IdentityHashMap<Position, Stated> stated = new IdentityHashMap<>();

  /**
   * What a line says of a position on each day.
   *
   * @param line its beginning
   * @param quantity as recorded
   */
  private record Stated(String line, String quantity) {

    static Stated of(Position recorded) {
      String quantity = canonical(recorded.quantity());
      return new Stated(
          joined(
              "position",
              recorded.symbol(),
              recorded.investmentClass(),
              recorded.side(),
              quantity,
              recorded.quantityAsOf(),
              recorded.entryDate(),
              recorded.entryPrice(),
              recorded.multiplier()),
          quantity);
    }

    String quantity(PositionValuation valued) {
      return valued.quantity().compareTo(valued.position().quantity()) == 0
          ? quantity
          : canonical(valued.quantity());
    }
  }

  /** The fingerprint of one of the portfolio's days. */
  String of(
      LocalDate day,
      List<PositionValuation> positions,
      List<CashRow> cash,
      DayTrades dayTrades,
      int unbookedDividends) {
    List<String> inputs = new ArrayList<>(positions.size() + cash.size());
    positions.forEach(valued -> inputs.add(line(valued)));
    positions.stream()
        .filter(valued -> valued.carried() != null)
        .forEach(valued -> inputs.add(line(valued, valued.carried())));
    cash.forEach(row -> inputs.add(line(row)));
    if (!dayTrades.equals(DayTrades.NONE)) {
      inputs.add(joined("day trades", dayTrades.inflows(), dayTrades.outflows()));
    }
    if (unbookedDividends > 0) {
      inputs.add(joined("unbooked", unbookedDividends));
    }
    inputs.sort(Comparator.naturalOrder());
    add(FORMAT);
    add(day.toString());
    if (inputs.isEmpty()) {
      add("");
    }
    inputs.forEach(this::add);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void add(String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private String line(PositionValuation valued) {
    Position recorded = valued.position();
    boolean asStated =
        valued.symbol().equals(recorded.symbol())
            && valued.cost().compareTo(recorded.signedCost()) == 0;
    return asStated ? stated(valued) : joined(stated(valued), valued.symbol(), valued.cost());
  }

  private String stated(PositionValuation valued) {
    Stated recorded = stated.computeIfAbsent(valued.position(), Stated::of);
    return joined(
        recorded.line(),
        recorded.quantity(valued),
        valued.status(),
        valued.reason(),
        valued.price(),
        valued.priceDate(),
        valued.marketValue());
  }

  private static String line(PositionValuation valued, @Nullable CarriedValue carried) {
    Objects.requireNonNull(carried, "carried value");
    CloseKey<Symbol> close = carried.close();
    return joined(
        "carried",
        valued.position().symbol(),
        valued.position().entryDate(),
        close == null ? null : close.symbol(),
        close == null ? null : close.session(),
        carried.amount(),
        carried.isNew());
  }

  private static String line(CashRow row) {
    return joined("cash", row.date(), row.kind(), row.amount(), row.origin());
  }

  private static String joined(@Nullable Object... parts) {
    StringBuilder line = new StringBuilder(LINE_LENGTH);
    for (@Nullable Object part : parts) {
      if (!line.isEmpty()) {
        line.append('|');
      }
      line.append(canonical(part));
    }
    return line.toString();
  }

  private static String canonical(@Nullable Object part) {
    return part instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : Objects.toString(part, "");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
