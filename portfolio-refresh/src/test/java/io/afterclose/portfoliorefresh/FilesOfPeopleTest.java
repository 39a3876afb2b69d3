package io.afterclose.portfoliorefresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the files that people bring, and what an import makes of it. */
final class FilesOfPeopleTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String HEADER = "symbol,quantity,entry_date,entry_price\n";
  private static final String CLASSED = "symbol,quantity,entry_date,entry_price,investment_class\n";

  private final RefreshWorld world = new RefreshWorld(POSTGRES);

  @TempDir Path folder;

  /** A file, whether it is taken, and what the preview or the refusal says. */
  static Stream<Arguments> files() {
    return Stream.of(shapes(), numbers(), dates(), symbols(), contracts(), lots())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        taken(
            "symbol,description,quantity,entry_date,entry_price\nKO,Coca Cola,5,2022-06-01,60",
            "KO"),
        taken("symbol,quantity,Entry Date,entry_price\nKO,5,2022-06-01,60", "2022-06-01"),
        taken("symbol;quantity;entry_date;entry_price\nKO;5;2022-06-01;60", "KO"),
        taken("symbol\tquantity\tentry_date\tentry_price\nKO\t5\t2022-06-01\t60", "KO"),
        taken("\ufeff" + HEADER + "KO,5,2022-06-01,60", "KO"),
        taken(HEADER.replace("\n", "\r\n") + "\r\nKO,5,2022-06-01,60\r\n\r\n", "KO"),
        taken(
            "ENTRY_PRICE,Symbol,Quantity,Entry_Date\n60,\"ko\",5,2022-06-01", "2,KO,PUBLIC,LONG,5"),
        taken("My positions as of 06/29/2022\n\nsymbol,qty,cost basis\nKO,5,300\nTotal,,300", "KO"),
        refused("symbol,quantity,entry_date\nKO,5,2022-06-01", "header: found no entry_price"));
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        quantity("\"1,000\"", "KO,PUBLIC,LONG,1000,"),
        quantity("+10", "KO,PUBLIC,LONG,10,"),
        quantity(".5", "KO,PUBLIC,LONG,0.5,"),
        quantity("185.", "KO,PUBLIC,LONG,185,"),
        quantity("10\u00a0", "KO,PUBLIC,LONG,10,"),
        taken(HEADER + "KO,5,2022-06-01,$185.64", "185.64"),
        noQuantity("1E3", "a number with all its digits"),
        noQuantity("(10)", "position_type SHORT"),
        noQuantity("-10", "position_type SHORT"),
        noQuantity("\u221210", "position_type SHORT"),
        noQuantity("0", "a quantity above 0"),
        noQuantity("0.123456789012345678", "10 after the point"),
        noQuantity("NaN", "a number such as 1234.56"),
        refused(
            HEADER + "KO,999999999999999,2022-06-01,999999999999999",
            "entry_price: found '999999999999999', expected a cost of less than 10^15 USD"),
        taken(HEADER + "KO,5,2022-06-01,0", "KO,PUBLIC,LONG,5,2022-06-01,2022-06-01,0,"),
        refused(
            "symbol;quantity;entry_date;entry_price\nKO;1,5;2022-06-01;60",
            "quantity: found '1,5'"));
  }

  private static Stream<Arguments> dates() {
    return Stream.of(
        entered("6/1/2022"),
        entered("2022-06-01T00:00:00"),
        entered("20220601"),
        entered("Jun-01-2022"),
        notEntered("44713", "a spreadsheet's number of a day"),
        notEntered("31/05/2022", "month first"),
        notEntered("2190-01-02", "to today, 2022-06-30"),
        notEntered("1950-01-02", "expected a day from"),
        notEntered("2022-02-30", "a date that exists"));
  }

  private static Stream<Arguments> symbols() {
    return Stream.of(
        symbol("BRK B", "BRK.B,PUBLIC"),
        symbol("BRK/B", "BRK.B,PUBLIC"),
        symbol("BRKB", "BRK.B,PUBLIC"),
        taken(CLASSED + "My House LLC,1,2022-06-01,9,PRIVATE", "MY_HOUSE_LLC,PRIVATE"),
        noSymbol("EURUSD=X", "a pair of currencies"),
        noSymbol("BTC-USD", "a pair of currencies"),
        noSymbol("^GSPC", "this is an index"),
        noSymbol("SAP.DE", "listed elsewhere"),
        noSymbol("VOD.L", "listed elsewhere"),
        noSymbol("US0378331005", "this is an ISIN"),
        noSymbol("037833100", "this is a CUSIP"),
        noSymbol("CASH", "--cash AMOUNT@DATE"),
        noSymbol("EUR", "--cash AMOUNT@DATE"),
        noSymbol("MMF", "--cash AMOUNT@DATE"),
        taken(CLASSED + "CASH,1,2022-06-01,9,PUBLIC", "CASH,PUBLIC"));
  }

  private static Stream<Arguments> contracts() {
    return Stream.of(
            "AAPL  230120C00150000",
            "AAPL230120C00150000",
            "O:AAPL230120C00150000",
            "AAPL 01/20/2023 150.00 C",
            "-AAPL230120C150",
            "AAPL 20JAN23 150 C")
        .map(text -> symbol(text, "AAPL230120C00150000,OPTIONS"));
  }

  private static Stream<Arguments> lots() {
    String twice = "KO,5,2022-06-01,60\n";
    return Stream.of(
        taken(HEADER + twice + twice, "3,KO,PUBLIC,LONG,5"),
        refused(HEADER + "AAPL220520C00150000,1,2022-06-01,2", "on or before the option's expiry"));
  }

  private static Arguments taken(String file, String shown) {
    return arguments(file, true, shown);
  }

  private static Arguments refused(String file, String told) {
    return arguments(file, false, told);
  }

  private static Arguments quantity(String text, String shown) {
    return taken(HEADER + "KO," + text + ",2022-06-01,60", shown);
  }

  private static Arguments noQuantity(String text, String told) {
    return refused(HEADER + "KO," + text + ",2022-06-01,60", told);
  }

  private static Arguments entered(String text) {
    return taken(HEADER + "KO,5," + text + ",60", ",2022-06-01,60,");
  }

  private static Arguments notEntered(String text, String told) {
    return refused(HEADER + "KO,5," + text + ",60", told);
  }

  private static Arguments symbol(String text, String shown) {
    return taken(HEADER + text + ",1,2022-06-01,9", shown);
  }

  private static Arguments noSymbol(String text, String told) {
    return refused(HEADER + text + ",1,2022-06-01,9", told);
  }

  @ParameterizedTest
  @MethodSource("files")
  void is_taken_as_it_was_meant_or_refused_with_what_is_wanted(
      String file, boolean taken, String told) {
    CommandRun run = world.imported(folder, "Growth", file, "--dry-run", "-o", "csv");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(taken ? 0 : 2);
    List<String> shown = run.out().lines().skip(1).toList();
    if (taken) {
      assertThat(shown).anySatisfy(row -> assertThat(row).contains(told));
    } else {
      assertThat(run.err()).contains(told).doesNotContain("\tat ");
      assertThat(shown).isEmpty();
    }
    assertThat(world.tables().count("portfolios")).isZero();
  }
}
