package io.afterclose.portfoliorefresh.broker.activity;

import io.afterclose.portfoliorefresh.broker.FileColumn;
import io.afterclose.portfoliorefresh.broker.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the columns of an activity file say, and how brokers call them. */
enum ActivityColumn implements FileColumn {
  /** Of the trade, or of the payment. */
  DATE(
      "trade date",
      "tradedate",
      "run date",
      "transaction date",
      "activity date",
      "date/time",
      "datetime",
      "settle date"),
  ACTION("transaction type", "activity type", "type", "buy/sell"),
  SYMBOL("ticker", "ticker symbol"),
  QUANTITY("qty", "shares", "units"),
  PRICE("t. price", "share price", "trade price", "tradeprice", "xfer price"),
  COMMISSION("fees & comm", "commission fees", "commissions and fees", "comm/fee", "ibcommission"),
  FEES,
  /** USD as it hits cash, commission and fees taken off or put on. */
  AMOUNT("net amount", "net cash", "netcash"),
  /** USD before commission and fees. */
  PROCEEDS("principal amount"),
  EX_DATE("exdate"),
  /** What the broker names the line. */
  REFERENCE("tradeid", "trade id", "transactionid", "transaction id"),
  MULTIPLIER("mult"),
  /** USD for all of what moves in. */
  COST("cost basis"),
  CURRENCY("currencyprimary"),
  /** The broker's own sort of thing. */
  ASSET("asset category", "assetclass", "asset class", "security type"),
  DESCRIPTION("security description", "transaction description", "investment name", "subtitle"),
  /** In or out, of a transfer. */
  DIRECTION,
  /** IBKR: O opens, C closes, A is assigned, Ex exercised, Ep expired. */
  CODE("notes/codes"),
  OPEN_CLOSE("open/closeindicator"),
  /** Whether a line is an order, or one of the executions that it sums up. */
  LEVEL("levelofdetail", "datadiscriminator"),
  INVESTMENT_CLASS;

  private static final Set<ActivityColumn> SINGLE =
      EnumSet.of(SYMBOL, QUANTITY, PRICE, AMOUNT, INVESTMENT_CLASS);

  private final String synonyms;

  ActivityColumn(String... synonyms) {
    this.synonyms = String.join("|", synonyms);
  }

  @Override
  public List<String> synonyms() {
    return synonyms.isEmpty() ? List.of() : List.of(synonyms.split("[|]", -1));
  }

  /** Every column; a date and an action make a line the header of a table. */
  static Vocabulary<ActivityColumn> vocabulary() {
    return new Vocabulary<>(List.of(values()), List.of(DATE, ACTION), SINGLE::contains);
  }
}
