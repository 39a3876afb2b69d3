package io.afterclose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.outcome.InvalidInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintedResultTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.1,
        1.0 / 3,
        -4.9E-324,
        1.7976931348623157e308,
        4.371368019487975e-18,
        -0.0,
        123456789.12345679
      })
  void csv_and_json_read_back_to_the_same_double(double value) {
    assertThat(Double.parseDouble(line(csv(value), 1))).isEqualTo(value);
    assertThat(Double.parseDouble(jsonValue(value))).isEqualTo(value);
  }

  @Test
  void decimals_are_plain_and_complete() {
    BigDecimal value = new BigDecimal("1E+3");
    BigDecimal small = new BigDecimal("0.000000000000123456789012345678901");
    assertThat(line(csv(value), 1)).isEqualTo("1000");
    assertThat(line(csv(small), 1)).isEqualTo("0.000000000000123456789012345678901");
    assertThat(jsonValue(value)).isEqualTo("1000");
    assertThat(jsonValue(small)).isEqualTo("0.000000000000123456789012345678901");
  }

  @Test
  void unknown_is_an_empty_cell_and_null() {
    assertThat(csv(1, null, 2)).isEqualTo("a,b,c\n1,,2\n");
    assertThat(jsonValue(null)).isEqualTo("null");
    assertThat(printed(OutputFormat.table, 1, null, 2)).contains("1     2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a,b|\"a,b\"", "say \"x\"|\"say \"\"x\"\"\"", "Ä ö|Ä ö", "plain|plain"})
  void csv_quotes_what_needs_it(String value, String cell) {
    assertThat(csv(value)).isEqualTo("a\n" + cell + "\n");
  }

  @Test
  void csv_quotes_line_ends() {
    assertThat(csv("two\nlines")).isEqualTo("a\n\"two\nlines\"\n");
    assertThat(csv("two\r\nlines")).isEqualTo("a\n\"two\r\nlines\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+x", "-x", "@x", "=cmd|' /C calc'!A0"})
  void csv_keeps_a_spreadsheet_from_computing_a_text(String text) {
    assertThat(csv(text).replace("\"", "")).isEqualTo("a\n'" + text + "\n");
  }

  @Test
  void a_record_is_a_line_for_each_column() {
    ResultTable result = ResultTable.of("date", "status");
    result.add(LocalDate.parse("2022-06-30"), "COMPLETED");
    result.add(LocalDate.parse("2022-07-01"), null);
    assertThat(text(result, OutputFormat.record))
        .isEqualToNormalizingNewlines(
            """
            -- 1 of 2 --
            date    2022-06-30
            status  COMPLETED
            -- 2 of 2 --
            date    2022-07-01
            status
            """);
    assertThat(text(ResultTable.of("date"), OutputFormat.record)).startsWith("(none)");
  }

  /** Widths 10, 9 and 4: with two blanks between them 21 for two columns, 27 for three. */
  @ParameterizedTest
  @CsvSource({"27,3", "26,2", "21,2", "20,1", "3,1"})
  void a_terminal_gets_the_columns_that_fit_and_one_at_least(int width, int columns) {
    ResultTable result = ResultTable.of("date", "status", "read");
    result.add(LocalDate.parse("2022-06-30"), "COMPLETED", 12);
    ResultTable fitting = result.fitting(width);
    assertThat(fitting.columns()).hasSize(columns);
    assertThat(text(fitting, OutputFormat.table).lines())
        .allMatch(line -> line.length() <= Math.max(width, 10));
  }

  @Test
  void columns_are_chosen_in_the_order_given_and_a_wrong_one_is_named() {
    ResultTable result = ResultTable.of("date", "status", "read");
    result.add(LocalDate.parse("2022-06-30"), "COMPLETED", 12);
    assertThat(text(result.select(List.of("read", "date")), OutputFormat.csv))
        .isEqualTo("read,date\n12,2022-06-30\n");
    assertThatThrownBy(() -> result.select(List.of("stat")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--columns: there is no column 'stat'; there are date,status,read");
  }

  @Test
  void json_tells_numbers_truth_and_text_apart() {
    assertThat(jsonValue(42)).isEqualTo("42");
    assertThat(jsonValue(7L)).isEqualTo("7");
    assertThat(jsonValue(true)).isEqualTo("true");
    assertThat(jsonValue("42")).isEqualTo("\"42\"");
    assertThat(jsonValue(LocalDate.of(2022, 6, 30))).isEqualTo("\"2022-06-30\"");
    assertThat(jsonValue("a\"b\n\u001b")).isEqualTo("\"a\\\"b\\n\\u001B\"");
  }

  @Test
  void sections_are_members_of_one_json_object_with_the_columns_that_they_have() {
    ResultTable result =
        ResultTable.of("section", "item", "value", "detail")
            .inJson(JsonSections.arrays().single("run").named("sum", "item", "value", "detail"));
    result.add("run", null, 3, "");
    result.add("sum", "total", new BigDecimal("1.50"), null);
    result.add("sum", "model", null, "ridge");
    result.add("lot", "A", 1, null);
    result.add("lot", "B", null, null);
    assertThat(text(result, OutputFormat.json).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"run\":{\"value\":3},\"sum\":{\"total\":1.50,\"model\":\"ridge\"},"
                + "\"lot\":[{\"item\":\"A\",\"value\":1},{\"item\":\"B\",\"value\":null}]}");
    assertThat(text(result.select(List.of("item")), OutputFormat.json)).startsWith("[");
  }

  @Test
  void things_of_a_section_are_objects_of_their_values_that_begin_with_their_status() {
    ResultTable result =
        ResultTable.of("section", "factor", "item", "value", "status", "detail")
            .inJson(JsonSections.arrays().nested("fit", "factor", "item", "value", "detail"));
    result.add("fit", "A", "beta", new BigDecimal("1.1"), "FITTED", null);
    result.add("fit", "A", "unchanged", true, null, "as it was");
    result.add("fit", "B", "beta", null, "NOT_FITTED", null);
    result.add("fit", "B", "why", null, "NOT_FITTED", "too few");
    assertThat(text(result, OutputFormat.json).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"fit\":{\"A\":{\"status\":\"FITTED\",\"beta\":1.1,\"unchanged\":true},"
                + "\"B\":{\"status\":\"NOT_FITTED\",\"beta\":null,\"why\":\"toofew\"}}}");
  }

  @Test
  void a_text_without_a_character_is_null() {
    assertThat(jsonValue("")).isEqualTo("null");
  }

  @Test
  void an_empty_result_has_its_header_in_csv_an_empty_array_in_json_and_says_none_in_a_table() {
    ResultTable empty = ResultTable.of("a", "b");
    assertThat(text(empty, OutputFormat.csv)).isEqualTo("a,b\n");
    assertThat(text(empty, OutputFormat.json).replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(text(empty, OutputFormat.table).lines()).contains("(none)");
  }

  @Test
  void a_table_puts_words_left_and_numbers_right() {
    ResultTable result = ResultTable.of("symbol", "n");
    result.add("A", 5);
    result.add("LONGER1", 12345);
    assertThat(text(result, OutputFormat.table).lines())
        .containsExactly(
            "symbol   n", //
            "-------  -----",
            "A            5",
            "LONGER1  12345");
  }

  @Test
  void a_table_rounds_doubles_for_the_eye() {
    assertThat(printed(OutputFormat.table, 1.0 / 3)).contains("0.333333\n");
    assertThat(printed(OutputFormat.table, 4.371368e-18)).contains("4.371e-18\n");
    assertThat(printed(OutputFormat.table, 0.0)).endsWith("-\n0\n");
  }

  @Test
  void a_column_has_the_decimals_that_one_of_its_rows_needs_and_times_their_seconds() {
    ResultTable result = ResultTable.of("value", "at");
    result.add(new BigDecimal("100.0000000000"), LocalDateTime.parse("2022-07-01T02:00:00"));
    result.add(new BigDecimal("-2.50"), LocalDateTime.parse("2022-07-01T02:00:07.513868"));
    assertThat(text(result, OutputFormat.table).lines().skip(2))
        .containsExactly("100.0  2022-07-01T02:00:00", " -2.5  2022-07-01T02:00:07");
    assertThat(text(result, OutputFormat.record)).contains("value  100.0\n", "value  -2.5\n");
    assertThat(text(result, OutputFormat.csv))
        .contains("100.0000000000,", "-2.50,2022-07-01T02:00:07.513868");
    assertThat(text(result, OutputFormat.json)).contains("100.0000000000", "07.513868");
    assertThat(printed(OutputFormat.table, new BigDecimal("0.12345678"))).contains("0.123457\n");
  }

  @Test
  void a_word_that_says_how_it_ended_has_a_colour_where_it_is_wanted_and_stays_a_word() {
    ResultTable result = ResultTable.of("verdict", "found");
    result.add("FAIL", "FAILED twice");
    StringWriter out = new StringWriter();
    result.print(OutputFormat.table, false, true, new PrintWriter(out));
    assertThat(out.toString().lines().skip(2))
        .containsExactly("\u001b[31mFAIL   \u001b[0m  FAILED twice");
    assertThat(text(result, OutputFormat.table)).doesNotContain("\u001b");
    assertThat(out.toString().replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(text(result, OutputFormat.table));
  }

  @Test
  void colours_are_for_a_terminal_without_no_color() {
    assertThat(CellColour.wanted(true, Optional.empty(), Optional.of("xterm"))).isTrue();
    assertThat(CellColour.wanted(true, Optional.of(""), Optional.empty())).isTrue();
    assertThat(CellColour.wanted(true, Optional.of("1"), Optional.of("xterm"))).isFalse();
    assertThat(CellColour.wanted(true, Optional.empty(), Optional.of("dumb"))).isFalse();
    assertThat(CellColour.wanted(false, Optional.empty(), Optional.of("xterm"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31mred", "bell\u0007", "two\nlines", "back\rwards", "\u009b31m"})
  void a_table_shows_no_control_character(String hostile) {
    assertThat(printed(OutputFormat.table, hostile).replace("\n", ""))
        .matches("[^\\p{Cntrl}\\u0080-\\u009f]*")
        .contains("?");
  }

  @Test
  void a_row_has_as_many_values_as_there_are_columns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultTable.of("a", "b").add(1))
        .withMessageContaining("2 columns");
  }

  @Test
  void a_spreadsheet_computes_no_text_and_reads_all_numbers() {
    assertThat(line(csv("=HYPERLINK(\"http://evil\",\"x\")", "+1 234", "@x"), 1))
        .isEqualTo("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",'+1 234,'@x");
    assertThat(line(csv("-5.25", -5.25, new BigDecimal("-1E-8")), 1))
        .isEqualTo("-5.25,-5.25,-0.00000001");
    assertThat(line(csv("-", "a=b", "\tx"), 1)).startsWith("'-,a=b,").contains("'\tx");
    ResultTable result = ResultTable.of("a");
    result.add("=1+1");
    StringWriter out = new StringWriter();
    result.print(OutputFormat.csv, true, new PrintWriter(out));
    assertThat(out).hasToString("a\n=1+1\n");
  }

  private static String csv(@Nullable Object... values) {
    return printed(OutputFormat.csv, values);
  }

  private static String jsonValue(@Nullable Object value) {
    return printed(OutputFormat.json, value)
        .strip()
        .replaceAll("(?s)^\\[\\s*\\{\\s*\"a\"\\s*:\\s*", "")
        .replaceAll("(?s)\\s*\\}\\s*\\]$", "");
  }

  /** One row, its columns named a, b, c. */
  private static String printed(OutputFormat format, @Nullable Object... values) {
    String[] names = {"a", "b", "c"};
    ResultTable result = ResultTable.of(java.util.Arrays.copyOf(names, values.length));
    result.add(values);
    return text(result, format);
  }

  private static String text(ResultTable result, OutputFormat format) {
    StringWriter out = new StringWriter();
    result.print(format, false, new PrintWriter(out));
    return out.toString();
  }

  private static String line(String text, int index) {
    return text.lines().toList().get(index);
  }
}
