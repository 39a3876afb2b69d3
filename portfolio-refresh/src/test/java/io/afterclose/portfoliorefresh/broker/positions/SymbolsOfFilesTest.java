package io.afterclose.portfoliorefresh.broker.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.quant.symbol.InvestmentClass;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the symbol column of people's files. */
class SymbolsOfFilesTest {
  private static final String HEADER = "symbol,quantity,entry_date,entry_price,investment_class\n";

  private static ParsedPositions parsed(String symbol, String investmentClass) {
    return Files.parsed(HEADER + "\"" + symbol + "\",1,2024-01-02,3," + investmentClass);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAPL 01/19/2024 150.00 C|AAPL240119C00150000",
        "BRK/B 1/19/2024 352.50 P|BRKB240119P00352500",
        "-AAPL240119C150|AAPL240119C00150000",
        "-SPY240119P402.5|SPY240119P00402500",
        "AAPL240119C150|AAPL240119C00150000",
        "AAPL 19JAN24 150 C|AAPL240119C00150000",
        "AAPL 19JAN24 152.5 P|AAPL240119P00152500",
        "AAPL  240119C00150000|AAPL240119C00150000",
        "O:AAPL240119C00150000|AAPL240119C00150000"
      })
  void options_are_read_in_every_broker_s_notation(String written, String symbol) {
    ParsedPositions parsed = parsed(written, "");
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines().get(0).position().symbol()).hasToString(symbol);
    assertThat(parsed.lines().get(0).position().multiplier()).isEqualByComparingTo("100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AAPL 02/30/2024 150.00 C", "-AAPL240230C150", "AAPL 19JUX24 150 C", "-AAPL"})
  void an_option_of_a_day_that_does_not_exist_is_refused(String written) {
    assertThat(parsed(written, "").errors()).extracting(LineError::field).containsExactly("symbol");
  }

  @ParameterizedTest
  @CsvSource({"BRK B,BRK.B", "BRK/B,BRK.B", "brk-b,BRK.B", "BAC PRL,BAC.PL", "MKC.V,MKC.V"})
  void class_shares_are_read_in_every_broker_s_notation(String written, String symbol) {
    assertThat(parsed(written, "").lines().get(0).position().symbol()).hasToString(symbol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NA", "NAN", "TRUE", "NULL", "ON", "INF", "MAY", "1E5"})
  void a_ticker_that_looks_like_a_missing_or_another_value_is_a_ticker(String ticker) {
    ParsedPositions parsed = parsed(ticker, "");
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines().get(0).position().symbol()).hasToString(ticker);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CASH|--cash AMOUNT@DATE",
        "usd|--cash AMOUNT@DATE",
        "Cash & Cash Investments|--cash AMOUNT@DATE",
        "SAP.DE|listed elsewhere",
        "VOD.L|listed elsewhere",
        "7203.T|listed elsewhere",
        "US0378331005|this is an ISIN",
        "037833100|this is a CUSIP",
        "BTC-USD|a pair of currencies",
        "EURUSD=X|a pair of currencies",
        "^GSPC|this is an index",
        "My House LLC|a symbol such as AAPL"
      })
  void what_is_no_ticker_is_refused_with_the_reason(String written, String reason) {
    assertThat(parsed(written, "").errors())
        .singleElement()
        .satisfies(error -> assertThat(error.expected()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "CASH,PUBLIC,CASH",
    "SAP.DE,PRIVATE,SAP.DE",
    "US0378331005,PRIVATE,US0378331005",
    "My House LLC,PRIVATE,MY_HOUSE_LLC"
  })
  void with_a_stated_class_it_is_taken_as_stated(String written, String stated, String symbol) {
    ParsedPositions parsed = parsed(written, stated);
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines().get(0).position().symbol()).hasToString(symbol);
    assertThat(parsed.lines().get(0).position().investmentClass()).hasToString(stated);
  }

  @Test
  void a_class_may_be_stated_beside_the_file() {
    ReadingOptions options = Files.options(AsOf.UNSAID);
    ParsedPositions parsed =
        Files.parsed(
            "symbol,quantity,entry_date,entry_price\n037833100,1,2024-01-02,3",
            new ReadingOptions(
                null,
                options.mappings(),
                Map.of("037833100", InvestmentClass.PRIVATE),
                options.asOf(),
                options.today(),
                options.calendar()));
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines().get(0).position().investmentClass()).hasToString("PRIVATE");
  }
}
