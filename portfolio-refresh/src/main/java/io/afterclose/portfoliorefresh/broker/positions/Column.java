package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.FileColumn;
import io.afterclose.portfoliorefresh.broker.Vocabulary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the columns of a positions file say, and how brokers call them. */
enum Column implements FileColumn {
  SYMBOL("ticker", "ticker symbol"),
  QUANTITY("qty", "shares", "units", "position"),
  ENTRY_DATE(
      "purchase date",
      "date acquired",
      "acquired",
      "open date",
      "opendatetime",
      "buy date",
      "open"),
  ENTRY_PRICE(
      "cost per share",
      "cost/share",
      "purchase price",
      "average cost",
      "avg cost",
      "average cost basis",
      "average price",
      "avg price",
      "unit cost",
      "price paid",
      "cost price",
      "costbasisprice"),
  QUANTITY_AS_OF,
  INVESTMENT_CLASS,
  POSITION_TYPE("side"),
  MULTIPLIER("mult"),
  EXIT_DATE,
  EXIT_PRICE,
  OPENED_IN_KIND("in kind", "transferred in"),
  /** USD for all of it. */
  COST("cost basis", "cost basis total", "total cost", "costbasismoney"),
  /** The broker's price on the file's day, USD per unit. */
  PRICE("last price", "share price", "markprice", "close price", "closing price"),
  /** USD, quantity × price, signed. */
  VALUE("market value", "mkt val", "current value", "total value", "positionvalue"),
  /** The day of which a line is. */
  AS_OF("reportdate", "report date"),
  CURRENCY("currencyprimary"),
  /** The broker's own sort of thing. */
  ASSET("security type", "asset category", "assetclass", "asset class", "asset type"),
  DESCRIPTION("investment name"),
  ACCOUNT("account number", "clientaccountid"),
  /** Whether a line is a lot, or sums up the lots. */
  LEVEL("levelofdetail", "datadiscriminator");

  private static final Set<Column> MAY_BE_TWICE =
      EnumSet.of(PRICE, VALUE, AS_OF, CURRENCY, ASSET, DESCRIPTION, ACCOUNT, LEVEL);

  private final String synonyms;

  Column(String... synonyms) {
    this.synonyms = String.join("|", synonyms);
  }

  @Override
  public List<String> synonyms() {
    return synonyms.isEmpty() ? List.of() : List.of(synonyms.split("[|]", -1));
  }

  /** Every column, those that make a line one of a table, and those that may not be there twice. */
  static Vocabulary<Column> vocabulary() {
    return new Vocabulary<>(
        List.of(values()), List.of(SYMBOL, QUANTITY), column -> !MAY_BE_TWICE.contains(column));
  }
}
