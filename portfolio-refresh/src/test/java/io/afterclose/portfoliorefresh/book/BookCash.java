package io.afterclose.portfoliorefresh.book;

import io.afterclose.portfoliorefresh.book.BookCase.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bank account of a case, what is still to be received or paid, and the external flows. */
final class BookCash {

  private final List<Row> rows;
  private final @Nullable Row first;

  private BigDecimal bank = BigDecimal.ZERO;
  private BigDecimal owed = BigDecimal.ZERO;
  private BigDecimal flows = BigDecimal.ZERO;
  private BigDecimal earned = BigDecimal.ZERO;

  BookCash(List<Row> rows) {
    this.rows = rows;
    this.first = rows.stream().filter(BookCash::opens).min(BookCash::earlier).orElse(null);
  }

  private static boolean opens(Row row) {
    return row.kind().equals("DEPOSIT") || row.kind().equals("BALANCE");
  }

  private static int earlier(Row one, Row other) {
    int byDate = one.date().compareTo(other.date());
    return byDate != 0 ? byDate : one.kind().compareTo(other.kind());
  }

  /** A deposit opens the account in the morning of its day, a balance in the evening. */
  private boolean known(LocalDate day) {
    return first != null
        && (first.kind().equals("DEPOSIT")
            ? !day.isBefore(first.date())
            : day.isAfter(first.date()));
  }

  /** Money that a lot moves; returns what of it the day earns the portfolio. */
  BigDecimal moved(LocalDate day, String what, int lot, BigDecimal amount) {
    Row stated = replacing(day, what, lot);
    if (stated == null) {
      move(day, amount);
      return amount;
    }
    if (stated.date().equals(day)) {
      move(day, stated.amount());
      return stated.amount();
    }
    if (known(day)) {
      owed = owed.add(amount);
    } else {
      flows = flows.subtract(amount);
    }
    pending = new Pending(stated, amount, known(day));
    return amount;
  }

  private record Pending(Row row, BigDecimal implied, boolean inNav) {}

  private @Nullable Pending pending;

  private @Nullable Row replacing(LocalDate day, String what, int lot) {
    return rows.stream()
        .filter(row -> what.equals(row.replaces()) && row.lot() == lot)
        .filter(row -> row.exDate() == null || row.exDate().equals(day))
        .findFirst()
        .orElse(null);
  }

  private void move(LocalDate day, BigDecimal amount) {
    if (known(day)) {
      bank = bank.add(amount);
    } else {
      flows = flows.subtract(amount);
    }
  }

  /** The explicit rows of a day, a balance last; returns what they earn. */
  BigDecimal rows(LocalDate day) {
    earned = BigDecimal.ZERO;
    rows.stream().filter(row -> row.date().equals(day)).filter(r -> !balance(r)).forEach(this::row);
    rows.stream()
        .filter(row -> row.date().equals(day))
        .filter(BookCash::balance)
        .forEach(this::row);
    return earned;
  }

  private static boolean balance(Row row) {
    return row.kind().equals("BALANCE");
  }

  private void row(Row row) {
    BigDecimal amount = row.amount();
    switch (row.kind()) {
      case "DEPOSIT" -> external(row.date(), amount);
      case "WITHDRAWAL" -> external(row.date(), amount.negate());
      case "FEE", "TAX" -> earn(row.date(), amount.negate());
      case "INTEREST" -> earn(row.date(), amount);
      case "BALANCE" -> {
        flows = flows.add(amount.subtract(bank));
        bank = amount;
      }
      default -> settle(row);
    }
  }

  private void external(LocalDate day, BigDecimal amount) {
    if (known(day)) {
      bank = bank.add(amount);
      flows = flows.add(amount);
    }
  }

  private void earn(LocalDate day, BigDecimal amount) {
    move(day, amount);
    earned = earned.add(amount);
  }

  /** A stated amount arrives in place of what was booked before. */
  private void settle(Row row) {
    if (pending == null || !pending.row().equals(row)) {
      return;
    }
    BigDecimal difference = row.amount().subtract(pending.implied());
    if (pending.inNav()) {
      owed = owed.subtract(pending.implied());
      bank = bank.add(row.amount());
    } else {
      move(row.date(), difference);
    }
    earned = earned.add(difference);
    pending = null;
  }

  void external(BigDecimal inKind) {
    flows = flows.add(inKind);
  }

  BigDecimal inNav() {
    return bank.add(owed);
  }

  BigDecimal flows() {
    return flows;
  }
}
