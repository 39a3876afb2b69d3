package io.afterclose.portfoliorefresh.broker.activity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the words of an action mean before its numbers are looked at. */
enum ActionMeaning {
  BUY(ActivityKind.BUY),
  SELL(ActivityKind.SELL),
  SELL_SHORT(ActivityKind.SELL_SHORT),
  BUY_TO_COVER(ActivityKind.BUY_TO_COVER),
  BUY_OR_COVER(ActivityKind.BUY_OR_COVER),
  SELL_OR_SHORT(ActivityKind.SELL_OR_SHORT),
  /** Bought or sold by the sign of the quantity, opening or closing. */
  TRADE_BY_SIGN(null),
  TRANSFER_IN(ActivityKind.TRANSFER_IN),
  TRANSFER_OUT(ActivityKind.TRANSFER_OUT),
  /** Shares where there is a quantity, else cash; in or out by the sign. */
  TRANSFER_BY_SIGN(null),
  DIVIDEND(ActivityKind.DIVIDEND),
  INTEREST(ActivityKind.INTEREST),
  FEE(ActivityKind.FEE),
  TAX(ActivityKind.TAX),
  DEPOSIT(ActivityKind.DEPOSIT),
  WITHDRAWAL(ActivityKind.WITHDRAWAL),
  CASH_IN_LIEU(ActivityKind.CASH_IN_LIEU),
  EXPIRATION(ActivityKind.EXPIRATION),
  ASSIGNMENT(ActivityKind.ASSIGNMENT),
  EXERCISE(ActivityKind.EXERCISE),
  /** A split, merger or spin-off: a fact of the market, not of one account. */
  MARKET_FACT(null),
  /** Cash changes its form. */
  WITHIN_CASH(null);

  private final @Nullable ActivityKind kind;

  ActionMeaning(@Nullable ActivityKind kind) {
    this.kind = kind;
  }

  /** Empty where the numbers of the line decide it. */
  Optional<ActivityKind> kind() {
    return Optional.ofNullable(kind);
  }

  /** Why a line of this meaning is passed over; empty if it is not. */
  Optional<String> passedOver() {
    return switch (this) {
      case MARKET_FACT ->
          Optional.of("a split, merger or spin-off, which counts by the market's own facts");
      case WITHIN_CASH -> Optional.of("cash that changes its form");
      default -> Optional.empty();
    };
  }
}
