package io.afterclose.portfoliorefresh.broker.activity;

/** What happened, as far as it makes a difference to lots and cash. */
public enum ActivityKind {
  /** Opens a long lot. */
  BUY(0),
  /** Opens a short lot. */
  SELL_SHORT(0),
  /** Shares come in without cash. */
  TRANSFER_IN(0),
  /** Closes short lots as far as there are any, and opens a long one with the rest. */
  BUY_OR_COVER(1),
  /** Closes long lots as far as there are any, and opens a short one with the rest. */
  SELL_OR_SHORT(1),
  /** Closes long lots. */
  SELL(2),
  /** Closes short lots. */
  BUY_TO_COVER(2),
  /** Shares leave without cash. */
  TRANSFER_OUT(2),
  /** An option ends without value. */
  EXPIRATION(3),
  /** A short option is assigned. */
  ASSIGNMENT(3),
  /** A long option is exercised. */
  EXERCISE(3),
  /** Of a share or fund. */
  DIVIDEND(4),
  /** Received or paid; also what a fee or tax was paid back. */
  INTEREST(4),
  FEE(4),
  TAX(4),
  DEPOSIT(4),
  WITHDRAWAL(4),
  /** Cash instead of a fraction of a share. */
  CASH_IN_LIEU(4);

  private final int order;

  ActivityKind(int order) {
    this.order = order;
  }

  /** Of what happens on one day: what opens comes before what closes, cash last. */
  int order() {
    return order;
  }

  /** Whether it is a purchase or a sale for cash. */
  public boolean isTrade() {
    return buys() || this == SELL || this == SELL_SHORT || this == SELL_OR_SHORT;
  }

  /** Whether it is a purchase for cash. */
  public boolean buys() {
    return this == BUY || this == BUY_TO_COVER || this == BUY_OR_COVER;
  }

  /** Whether shares change the account without cash. */
  public boolean isTransfer() {
    return this == TRANSFER_IN || this == TRANSFER_OUT;
  }

  /** Whether an option ends other than by a trade. */
  public boolean endsOption() {
    return order == 3;
  }

  /** Whether only cash moves. */
  public boolean isCash() {
    return order == 4;
  }
}
