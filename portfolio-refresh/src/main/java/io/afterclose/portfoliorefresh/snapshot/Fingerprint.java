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

  private static final byte[] POSITION = bytes("position");
  private static final byte[] CARRIED = bytes("carried");
  private static final byte[] CASH = bytes("cash");
  private static final byte[] DAY_TRADES = bytes("day trades");
  private static final byte[] UNBOOKED = bytes("unbooked");

  private final MessageDigest digest = sha256();
  private final SortedLines lines = new SortedLines();
  private final IdentityHashMap<Position, Stated> stated = new IdentityHashMap<>();

  /** What a line says of a position on each day. */
  private static final class Stated {

    /** Its beginning. */
    private final byte[] line;

    /** The same, and the quantity as recorded. */
    private final byte[] unchanged;

    /** As recorded, signed. */
    private final BigDecimal cost;

    private Stated(byte[] line, byte[] unchanged, BigDecimal cost) {
      this.line = line;
      this.unchanged = unchanged;
      this.cost = cost;
    }
  }

  /** The fingerprint of one of the portfolio's days. */
  String of(
      LocalDate day,
      List<PositionValuation> positions,
      List<CashRow> cash,
      DayTrades dayTrades,
      int unbookedDividends) {
    cash.forEach(this::add);
    positions.forEach(this::add);
    positions.stream()
        .filter(valued -> valued.carried() != null)
        .forEach(valued -> add(valued, valued.carried()));
    if (!dayTrades.equals(DayTrades.NONE)) {
      lines.line(DAY_TRADES).number(dayTrades.inflows()).number(dayTrades.outflows()).end();
    }
    if (unbookedDividends > 0) {
      lines.line(UNBOOKED).part(String.valueOf(unbookedDividends)).end();
    }
    digest.update(bytes(FORMAT + "\n" + day + "\n" + (lines.none() ? "\n" : "")));
    lines.into(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void add(PositionValuation valued) {
    Position recorded = valued.position();
    Stated known = stated.computeIfAbsent(recorded, this::stated);
    if (valued.quantity().compareTo(recorded.quantity()) == 0) {
      lines.line(known.unchanged);
    } else {
      lines.line(known.line).number(valued.quantity());
    }
    lines
        .part(valued.status())
        .part(valued.reason())
        .number(valued.price())
        .date(valued.priceDate())
        .number(valued.marketValue());
    if (!valued.symbol().equals(recorded.symbol()) || valued.cost().compareTo(known.cost) != 0) {
      lines.part(valued.symbol()).number(valued.cost());
    }
    lines.end();
  }

  private Stated stated(Position recorded) {
    lines
        .line(POSITION)
        .part(recorded.symbol())
        .part(recorded.investmentClass())
        .part(recorded.side())
        .number(recorded.quantity())
        .date(recorded.quantityAsOf())
        .date(recorded.entryDate())
        .number(recorded.entryPrice())
        .number(recorded.multiplier());
    byte[] line = lines.soFar();
    byte[] unchanged = lines.number(recorded.quantity()).soFar();
    lines.drop();
    return new Stated(line, unchanged, recorded.signedCost());
  }

  private void add(PositionValuation valued, @Nullable CarriedValue carried) {
    Objects.requireNonNull(carried, "carried value");
    CloseKey<Symbol> close = carried.close();
    lines
        .line(CARRIED)
        .part(valued.position().symbol())
        .date(valued.position().entryDate())
        .part(close == null ? null : close.symbol())
        .date(close == null ? null : close.session())
        .number(carried.amount())
        .part(String.valueOf(carried.isNew()))
        .end();
  }

  private void add(CashRow row) {
    lines
        .line(CASH)
        .date(row.date())
        .part(row.kind())
        .number(row.amount())
        .part(row.origin())
        .end();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
