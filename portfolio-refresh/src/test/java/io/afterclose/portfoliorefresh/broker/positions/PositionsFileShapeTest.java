package io.afterclose.portfoliorefresh.broker.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.LineError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as a file: encodings' leftovers, line ends, quotes, headers and sizes. */
class PositionsFileShapeTest {
  private static final String HEADER = "symbol,quantity,entry_date,entry_price";
  private static final String AAPL = "AAPL,1,2024-01-02,3";

  private static List<String> symbols(String csv) {
    ParsedPositions parsed = Files.parsed(csv);
    assertThat(parsed.errors()).isEmpty();
    return parsed.lines().stream().map(line -> line.position().symbol().text()).toList();
  }

  private static List<String> errors(String csv) {
    ParsedPositions parsed = Files.parsed(csv);
    return parsed.errors().stream().map(LineError::message).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void may_end_its_lines_in_any_way(String end) {
    assertThat(symbols(HEADER + end + AAPL + end + "MSFT,1,2024-01-02,3" + end))
        .containsExactly("AAPL", "MSFT");
    assertThat(errors(HEADER + end + end + "MSFT,x,2024-01-02,3"))
        .singleElement()
        .satisfies(error -> assertThat(error).startsWith("line 3, "));
  }

  @Test
  void may_start_with_a_byte_order_mark() {
    assertThat(symbols("\ufeff" + HEADER + "\n" + AAPL)).containsExactly("AAPL");
  }

  @Test
  void may_have_blank_lines_at_its_end_and_spreadsheet_leftovers() {
    assertThat(symbols("\n" + HEADER + "\n" + AAPL + "\n,,,\n  \n\n\n")).containsExactly("AAPL");
  }

  @Test
  void may_have_its_cells_in_quotes() {
    assertThat(
            symbols(
                "\"symbol\",\"quantity\" , entry_date,\"entry_price\"\n"
                    + "\"AAPL\", \"1\" ,2024-01-02,\"3\""))
        .containsExactly("AAPL");
  }

  @Test
  void reads_a_doubled_quote_as_one_and_a_quoted_comma_as_text() {
    assertThat(errors(HEADER + "\n\"A\"\"A,L\",1,2024-01-02,3"))
        .singleElement()
        .satisfies(error -> assertThat(error).startsWith("line 2, symbol: found 'A\"A,L'"));
  }

  @Test
  void names_a_line_whose_quotes_do_not_match_and_goes_on() {
    assertThat(
            errors(
                HEADER
                    + "\n\"AAPL,1,2024-01-02,3"
                    + "\nAA\"PL,1,2024-01-02,3"
                    + "\n\"AAPL\"x,1,2024-01-02,3"
                    + "\nAAPL,x,2024-01-02,3"))
        .satisfiesExactly(
            error -> assertThat(error).startsWith("line 2, line: ").contains("on the same line"),
            error -> assertThat(error).startsWith("line 3, symbol: found 'AA\"PL'"),
            error -> assertThat(error).startsWith("line 4, line: ").contains("a separator after"),
            error -> assertThat(error).startsWith("line 5, quantity: "));
  }

  @Test
  void names_a_line_with_more_or_fewer_cells_than_the_header() {
    assertThat(errors(HEADER + "\nAAPL,1,2024-01-02\nAAPL,1,2024-01-02,3,4"))
        .containsExactly(
            "line 2, line: found 3 cells, expected 4 as in the header",
            "line 3, line: found 5 cells, expected 4 as in the header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", "\n\n", " \r\n"})
  void is_refused_when_it_is_empty(String csv) {
    assertThat(errors(csv))
        .containsExactly(
            "line 1, header: found an empty file, expected a line that names symbol, quantity;"
                + " --map \"TITLE=COLUMN\" says what a title means");
  }

  @Test
  void is_refused_when_it_has_a_header_only() {
    assertThat(errors(HEADER + "\n"))
        .containsExactly("line 2, line: found no position, expected at least one position");
  }

  @Test
  void refuses_two_titles_for_one_column_and_reads_no_further() {
    assertThat(errors("symbol,price,Symbol,quantity,entry_date\nx,x,x,x,x"))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error)
                    .startsWith("line 1, header: found 'Symbol', expected one column for symbol"));
  }

  @Test
  void tells_what_the_whole_file_lacks_once() {
    assertThat(errors("symbol,quantity\nAAPL,1\nMSFT,2"))
        .satisfiesExactly(
            error -> assertThat(error).startsWith("line 1, header: found no entry_date"),
            error -> assertThat(error).startsWith("line 1, header: found no entry_price"));
  }

  @Test
  void without_a_header_shows_the_line_that_comes_nearest_to_one() {
    assertThat(errors(AAPL + "\n" + AAPL))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error)
                    .startsWith("line 1, header: found 'AAPL', '1', '2024-01-02', '3', expected"));
  }

  @Test
  void tells_unknown_columns_once_and_leaves_them_alone() {
    ParsedPositions parsed =
        Files.parsed(
            "Sector,Symbol,Qty,Notes,Purchase Date,Cost/Share\nTech,AAPL,2,a,2024-01-02,3");
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.notes()).containsExactly("columns left alone: 'Sector', 'Notes'");
    assertThat(parsed.lines().get(0).position().quantity()).isEqualByComparingTo("2");
    assertThat(parsed.lines().get(0).position().entryPrice()).isEqualByComparingTo("3");
  }

  @Test
  void takes_a_title_for_the_column_that_its_owner_says() {
    ParsedPositions parsed =
        Files.parsed(
            "symbol,Anzahl,Shares,entry_date,entry_price\nAAPL,2,99,2024-01-02,3",
            Files.options(AsOf.UNSAID, "anzahl=quantity"));
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines().get(0).position().quantity()).isEqualByComparingTo("2");
    assertThat(parsed.notes()).containsExactly("columns left alone: 'Shares'");
  }

  @Test
  void refuses_a_mapping_of_a_title_that_the_file_lacks() {
    ParsedPositions parsed =
        Files.parsed(HEADER + "\n" + AAPL, Files.options(AsOf.UNSAID, "Qty=quantity"));
    assertThat(parsed.errors())
        .extracting(LineError::message)
        .containsExactly(
            "line 1, header: found 'Qty', expected a title of the file, as --map says it");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void may_separate_its_cells_otherwise_which_is_told(String separator) {
    ParsedPositions parsed = Files.parsed((HEADER + "\n" + AAPL).replace(",", separator));
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines()).hasSize(1);
    assertThat(parsed.notes())
        .containsExactly(
            "its cells are separated by " + (separator.equals(";") ? "semicolons" : "tabs"));
  }

  @Test
  void with_semicolons_refuses_what_another_country_reads_otherwise() {
    assertThat(
            errors(
                """
                symbol;quantity;entry_date;entry_price
                A;1;2024-01-02;150,25
                B;1.000;2024-01-02;1
                C;1;01/06/2024;1
                D;1;1/31/2024;150.5
                """))
        .satisfiesExactly(
            error -> assertThat(error).startsWith("line 2, entry_price").contains("decimal point"),
            error -> assertThat(error).startsWith("line 3, quantity").contains("a thousand"),
            error -> assertThat(error).startsWith("line 4, entry_date").contains("the month"));
  }

  @Test
  void passes_over_text_above_and_below_and_totals_and_tells_their_lines() {
    ParsedPositions parsed =
        Files.parsed(
            """
            My holdings as of 06/14/2024

            Symbol,Shares,Cost Basis
            AAPL,2,300
            Total,,300

            "Prices are delayed by 15 minutes, at least."
            """);
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.lines()).hasSize(1);
    assertThat(parsed.notes())
        .contains("lines 1, 7: text around the table, passed over", "line 5: a total, passed over");
  }

  @Test
  void tells_lines_that_say_the_same() {
    assertThat(Files.parsed(HEADER + "\n" + AAPL + "\n" + AAPL).notes())
        .containsExactly("lines [2, 3] say the same: each makes a lot of its own");
  }

  @Test
  void with_a_cell_of_10_kilobytes_is_refused_in_a_short_message() {
    assertThat(errors(HEADER + "\n" + "A".repeat(10_240) + ",1,2024-01-02,3\n" + AAPL))
        .singleElement()
        .satisfies(error -> assertThat(error).hasSizeLessThan(150))
        .satisfies(
            error -> assertThat(error).contains("symbol", "(10240 characters)", "at most 100"));
  }

  @Test
  void with_a_line_that_never_ends_is_refused_without_holding_it() {
    assertThat(errors(HEADER + "\n" + ",".repeat(3_000_000)))
        .singleElement()
        .satisfies(error -> assertThat(error).contains("(20001 characters)", "at most 20000"));
  }

  @Test
  void with_ten_thousand_lines_is_read_whole() {
    assertThat(symbols(HEADER + ("\n" + AAPL).repeat(10_000))).hasSize(10_000);
  }
}
