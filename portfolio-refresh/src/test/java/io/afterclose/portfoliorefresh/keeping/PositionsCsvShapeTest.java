package io.afterclose.portfoliorefresh.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.keeping.ParsedPositions.Accepted;
import io.afterclose.portfoliorefresh.keeping.ParsedPositions.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as a file: encodings' leftovers, line ends, quotes, headers and sizes. */
class PositionsCsvShapeTest {
  private static final String HEADER = "symbol,quantity,entry_date,entry_price";
  private static final String AAPL = "AAPL,1,2024-01-02,3";

  private static List<String> symbols(String csv) throws IOException {
    ParsedPositions parsed = PositionsCsv.parse(new StringReader(csv));
    assertThat(parsed).isInstanceOf(Accepted.class);
    return ((Accepted) parsed)
        .lines().stream().map(line -> line.position().symbol().text()).toList();
  }

  private static List<String> errors(String csv) throws IOException {
    ParsedPositions parsed = PositionsCsv.parse(new StringReader(csv));
    assertThat(parsed).isInstanceOf(Refused.class);
    return ((Refused) parsed).errors().stream().map(LineError::message).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void may_end_its_lines_in_any_way(String end) throws IOException {
    assertThat(symbols(HEADER + end + AAPL + end + "MSFT,1,2024-01-02,3" + end))
        .containsExactly("AAPL", "MSFT");
    assertThat(errors(HEADER + end + end + "MSFT,x,2024-01-02,3"))
        .singleElement()
        .satisfies(error -> assertThat(error).startsWith("line 3, "));
  }

  @Test
  void may_start_with_a_byte_order_mark() throws IOException {
    assertThat(symbols("\ufeff" + HEADER + "\n" + AAPL)).containsExactly("AAPL");
  }

  @Test
  void may_have_blank_lines_at_its_end_and_spreadsheet_leftovers() throws IOException {
    assertThat(symbols("\n" + HEADER + "\n" + AAPL + "\n,,,\n  \n\n\n")).containsExactly("AAPL");
  }

  @Test
  void may_have_its_cells_in_quotes() throws IOException {
    assertThat(
            symbols(
                "\"symbol\",\"quantity\" , entry_date,\"entry_price\"\n"
                    + "\"AAPL\", \"1\" ,2024-01-02,\"3\""))
        .containsExactly("AAPL");
  }

  @Test
  void reads_a_doubled_quote_as_one_and_a_quoted_comma_as_text() throws IOException {
    assertThat(errors(HEADER + "\n\"A\"\"A,L\",1,2024-01-02,3"))
        .singleElement()
        .satisfies(error -> assertThat(error).startsWith("line 2, symbol: found 'A\"A,L'"));
  }

  @Test
  void names_a_line_whose_quotes_do_not_match_and_goes_on() throws IOException {
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
            error -> assertThat(error).startsWith("line 4, line: ").contains("a comma after"),
            error -> assertThat(error).startsWith("line 5, quantity: "));
  }

  @Test
  void names_a_line_with_more_or_fewer_cells_than_the_header() throws IOException {
    assertThat(errors(HEADER + "\nAAPL,1,2024-01-02\nAAPL,1,2024-01-02,3,4"))
        .containsExactly(
            "line 2, line: found 3 cells, expected 4 as in the header",
            "line 3, line: found 5 cells, expected 4 as in the header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", "\n\n", " \r\n"})
  void is_refused_when_it_is_empty(String csv) throws IOException {
    assertThat(errors(csv))
        .containsExactly(
            "line 1, header: found an empty file,"
                + " expected symbol, quantity, entry_date, entry_price");
  }

  @Test
  void is_refused_when_it_has_a_header_only() throws IOException {
    assertThat(errors(HEADER + "\n"))
        .containsExactly("line 2, line: found the end of the file, expected at least one position");
  }

  @Test
  void names_every_column_that_is_unknown_repeated_or_missing_and_reads_no_further()
      throws IOException {
    assertThat(errors("symbol,price,Symbol,quantity,entry_date\nx,x,x,x,x"))
        .satisfiesExactly(
            error ->
                assertThat(error)
                    .startsWith("line 1, header: found 'price', expected symbol, quantity,")
                    .endsWith("multiplier, exit_date, exit_price"),
            error -> assertThat(error).contains("found 'symbol', expected each column once"),
            error -> assertThat(error).contains("found no entry_price, expected entry_price"));
  }

  @Test
  void without_a_header_says_so_column_by_column() throws IOException {
    assertThat(errors(AAPL + "\n" + AAPL)).hasSize(8).allMatch(e -> e.startsWith("line 1, header"));
  }

  @Test
  void with_a_cell_of_10_kilobytes_is_refused_in_a_short_message() throws IOException {
    assertThat(errors(HEADER + "\n" + "A".repeat(10_240) + ",1,2024-01-02,3\n" + AAPL))
        .singleElement()
        .satisfies(error -> assertThat(error).hasSizeLessThan(150))
        .satisfies(
            error -> assertThat(error).contains("symbol", "(10240 characters)", "at most 100"));
  }

  @Test
  void with_a_line_that_never_ends_is_refused_without_holding_it() throws IOException {
    assertThat(errors(HEADER + "\n" + ",".repeat(3_000_000)))
        .singleElement()
        .satisfies(error -> assertThat(error).contains("(20001 characters)", "at most 20000"));
  }

  @Test
  void with_ten_thousand_lines_is_read_whole() throws IOException {
    assertThat(symbols(HEADER + ("\n" + AAPL).repeat(10_000))).hasSize(10_000);
  }
}
