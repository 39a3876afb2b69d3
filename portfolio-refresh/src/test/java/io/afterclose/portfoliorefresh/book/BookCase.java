package io.afterclose.portfoliorefresh.book;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One worked case. Symbols are short names of the case; the loader makes them unique.
 *
 * @param name words joined by hyphens
 * @param closes by symbol and session, USD as traded
 * @param actions of the case's symbols
 * @param lots in the order written; cash rows and values name them from 1
 * @param rows explicit rows of the ledger
 * @param values manual valuations of private lots, USD per unit
 * @param total the sum of all daily profits, worked out by hand, USD
 * @param last the net asset value of the last snapshot, worked out by hand, USD
 */
record BookCase(
    String name,
    Map<String, Map<LocalDate, BigDecimal>> closes,
    List<Action> actions,
    List<Lot> lots,
    List<Row> rows,
    List<Value> values,
    BigDecimal total,
    BigDecimal last) {

  /**
   * @param other the new symbol, or the child of a spin-off
   * @param cash USD per old share, beside new shares
   */
  record Action(
      LocalDate date,
      String kind,
      String symbol,
      BigDecimal value,
      @Nullable String other,
      BigDecimal cash) {

    String into() {
      return Objects.requireNonNull(other, kind);
    }
  }

  /**
   * @param option null for shares and private lots
   */
  record Lot(
      String symbol,
      @Nullable Option option,
      boolean isPrivate,
      boolean isShort,
      BigDecimal quantity,
      LocalDate asOf,
      LocalDate entry,
      BigDecimal entryPrice,
      boolean inKind,
      @Nullable LocalDate exit,
      @Nullable BigDecimal exitPrice,
      boolean outInKind) {

    BigDecimal multiplier() {
      return option == null ? BigDecimal.ONE : BigDecimal.valueOf(100);
    }

    BigDecimal sign() {
      return isShort ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    }

    boolean exitedBy(LocalDate day) {
      return exit != null && !exit.isAfter(day);
    }
  }

  /** A contract on a share of the case. */
  record Option(String root, boolean call, BigDecimal strike, LocalDate expiry) {

    BigDecimal intrinsic(BigDecimal close) {
      BigDecimal difference = call ? close.subtract(strike) : strike.subtract(close);
      return difference.max(BigDecimal.ZERO);
    }
  }

  /**
   * @param replaces ENTRY, EXIT, SETTLEMENT, ACTION or DIVIDEND
   * @param lot from 1; 0 for none
   * @param exDate of the dividend that it replaces
   */
  record Row(
      LocalDate date,
      String kind,
      BigDecimal amount,
      @Nullable String replaces,
      int lot,
      @Nullable LocalDate exDate) {}

  record Value(LocalDate date, int lot, BigDecimal perUnit) {}

  @Override
  public String toString() {
    return name;
  }
}
