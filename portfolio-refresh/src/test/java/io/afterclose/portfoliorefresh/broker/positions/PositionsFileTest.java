package io.afterclose.portfoliorefresh.broker.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.quant.symbol.InvestmentClass;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsFileTest {
  private static final String HEADER =
      "symbol,quantity,entry_date,entry_price,quantity_as_of,investment_class,position_type,"
          + "multiplier,exit_date,exit_price\n";
  private static final String CALL = "AAPL240119C00150000";

  private static List<PositionLine> accepted(String csv) {
    ParsedPositions parsed = Files.parsed(csv);
    assertThat(parsed.errors()).isEmpty();
    return parsed.lines();
  }

  private static List<String> refused(String csv) {
    ParsedPositions parsed = Files.parsed(csv);
    return parsed.errors().stream().map(LineError::message).toList();
  }

  private static NewPosition position(String cells) {
    List<PositionLine> lines = accepted(HEADER + cells);
    assertThat(lines).hasSize(1);
    return lines.get(0).position();
  }

  @Test
  void fills_in_the_defaults_of_a_line_with_the_required_columns() {
    PositionLine line =
        accepted("symbol,quantity,entry_date,entry_price\nbrk-b , 10.5,2024-01-02,362.46\n").get(0);

    assertThat(line.lineNumber()).isEqualTo(2);
    NewPosition position = line.position();
    assertThat(position.symbol()).hasToString("BRK.B");
    assertThat(position.investmentClass()).isEqualTo(InvestmentClass.PUBLIC);
    assertThat(position.side()).isEqualTo(Side.LONG);
    assertThat(position.quantity()).isEqualByComparingTo("10.5");
    assertThat(position.entryDate()).isEqualTo(LocalDate.parse("2024-01-02"));
    assertThat(position.quantityAsOf()).isEqualTo(position.entryDate());
    assertThat(position.entryPrice()).isEqualByComparingTo("362.46");
    assertThat(position.multiplier()).isEqualByComparingTo("1");
    assertThat(position.exitDate()).isNull();
    assertThat(position.exitPrice()).isNull();
  }

  @Test
  void takes_every_stated_field() {
    NewPosition position =
        position("FUND,3,2024-01-02,100,2024-02-01,private,Short,5,2024-03-01,0");

    assertThat(position.investmentClass()).isEqualTo(InvestmentClass.PRIVATE);
    assertThat(position.side()).isEqualTo(Side.SHORT);
    assertThat(position.quantityAsOf()).isEqualTo(LocalDate.parse("2024-02-01"));
    assertThat(position.multiplier()).isEqualByComparingTo("5");
    assertThat(position.exitDate()).isEqualTo(LocalDate.parse("2024-03-01"));
    assertThat(position.exitPrice()).isEqualByComparingTo("0");
  }

  @Test
  void finds_columns_by_name_in_any_order_and_case() {
    NewPosition position =
        accepted("Entry_Price,SYMBOL, entry_date ,Quantity\n5,AAPL,2024-01-02,7").get(0).position();

    assertThat(position.quantity()).isEqualByComparingTo("7");
    assertThat(position.entryPrice()).isEqualByComparingTo("5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {CALL, "AAPL  240119C00150000", "O:AAPL240119C00150000", "aapl240119c00150000"})
  void takes_an_occ_symbol_without_a_class_as_an_option_and_stores_it_compact(String written) {
    NewPosition position = position(written + ",2,2024-01-02,3,,,,,,");

    assertThat(position.symbol()).hasToString(CALL);
    assertThat(position.investmentClass()).isEqualTo(InvestmentClass.OPTIONS);
    assertThat(position.multiplier()).isEqualByComparingTo("100");
  }

  @Test
  void keeps_the_stated_multiplier_of_an_option() {
    assertThat(position(CALL + ",2,2024-01-02,3,,OPTIONS,,10,,").multiplier())
        .isEqualByComparingTo("10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BX_2021_PRIVATE_EQ", "FUND2024SERIESALP", "EQIX"})
  void does_not_take_a_long_name_with_digits_for_an_option(String symbol) {
    assertThat(position(symbol + ",2,2024-01-02,3,,,,,,").investmentClass())
        .isEqualTo(InvestmentClass.PUBLIC);
  }

  @Test
  void lets_a_private_position_be_called_like_an_option() {
    NewPosition position = position(CALL + ",2,2024-01-02,3,,PRIVATE,,,,");

    assertThat(position.investmentClass()).isEqualTo(InvestmentClass.PRIVATE);
    assertThat(position.multiplier()).isEqualByComparingTo("1");
  }

  @Test
  void takes_an_exit_on_the_day_of_the_entry() {
    assertThat(position("AAPL,1,2024-01-02,3,,,,,2024-01-02,4").exitDate())
        .isEqualTo(LocalDate.parse("2024-01-02"));
  }

  @Test
  void takes_two_lots_of_one_symbol() {
    assertThat(accepted(HEADER + "AAPL,1,2024-01-02,3,,,,,,\nAAPL,1,2024-01-02,3,,,,,,"))
        .extracting(PositionLine::lineNumber)
        .containsExactly(2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAPL240119C00150000,1,2024-01-02,3,,PUBLIC,,,,|symbol|OPTIONS for an option's symbol",
        "AAPL,1,2024-01-02,3,,OPTIONS,,,,|symbol|an OCC option symbol such as",
        "AAPL240230C00150000,1,2024-01-02,3,,OPTIONS,,,,|symbol|an OCC option symbol such as",
        "A APL,1,2024-01-02,3,,,,,,|symbol|a symbol such as AAPL",
        "$AAPL,1,2024-01-02,3,,,,,,|symbol|a symbol such as AAPL",
        ",1,2024-01-02,3,,,,,,|symbol|a symbol such as AAPL",
        "AAPL,1,2024-01-02,3,,STOCK,,,,|investment_class|one of [PUBLIC, OPTIONS, PRIVATE]",
        "AAPL,1,2024-01-02,3,,,BOTH,,,|position_type|one of [LONG, SHORT]",
        "AAPL,-1,2024-01-02,3,,,,,,|quantity|position_type SHORT",
        "AAPL,0,2024-01-02,3,,,,,,|quantity|a quantity above 0",
        "AAPL,,2024-01-02,3,,,,,,|quantity|a number such as",
        "AAPL,1,2024-01-02,-3,,,,,,|entry_price|a price of 0 or more",
        "AAPL,1,2024-01-02,,,,,,,|entry_price|or a cost",
        "AAPL,1,2024-02-30,3,,,,,,|entry_date|a date that exists",
        "AAPL,1,,3,,,,,,|entry_date|--as-of DATE",
        "AAPL,1,13/02/2024,3,,,,,,|entry_date|month first",
        "AAPL,1,45293,3,,,,,,|entry_date|a spreadsheet's number of a day",
        "AAPL,1,1989-12-29,3,,,,,,|entry_date|a day from 1990-01-01 to today",
        "AAPL,1,2190-01-02,3,,,,,,|entry_date|to today, 2024-06-17",
        "AAPL,999999999999999,2024-01-02,999999999999999,,,,,,|entry_price|less than 10^15 USD",
        "AAPL,1,0024-01-02,3,,,,,,|entry_date|from 1900 to 2199",
        "AAPL240119C00150000,1,2024-01-20,3,,,,,,|entry_date|on or before the option's expiry",
        "AAPL,1,2024-01-02,3,soon,,,,,|quantity_as_of|a date that exists",
        "AAPL,1,2024-01-02,3,,,,0,,|multiplier|a multiplier above 0",
        "AAPL,1,2024-01-02,3,,,,,2024-01-01,4|exit_date|on or after the entry on 2024-01-02",
        "AAPL,1,2024-01-02,3,,,,,2024-01-03,|exit_price|since there is an exit date",
        "AAPL,1,2024-01-02,3,,,,,,4|exit_date|since there is an exit price",
        "AAPL,1,2024-01-02,3,,,,,2024-01-03,-4|exit_price|a price of 0 or more",
      })
  void refuses_a_line_with_its_field_and_what_was_expected(
      String cells, String field, String expected) {
    assertThat(refused(HEADER + cells))
        .singleElement()
        .satisfies(message -> assertThat(message).startsWith("line 2, " + field + ": found '"))
        .satisfies(message -> assertThat(message).contains(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e5",
        "1E5",
        "NaN",
        "Infinity",
        "0x10",
        "1 000",
        "1_000",
        "١",
        "1.12345678901",
        "1234567890123456",
        "--1",
        "1.2.3",
        "null",
        "(5",
        "-(5)",
        "1,00",
        "1,0000",
        "5%"
      })
  void refuses_what_is_no_number(String number) {
    assertThat(refused(HEADER + "AAPL,\"" + number + "\",2024-01-02,3,,,,,,"))
        .singleElement()
        .satisfies(message -> assertThat(message).contains("line 2, quantity: found", "a number "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,000|1000",
        "12,345,678.90|12345678.9",
        "$1,234.56|1234.56",
        "$ 5|5",
        "+10|10",
        ".5|0.5",
        "185.|185",
        "USD 7|7",
        "7USD|7",
        "1\u00a0000|1000",
        "\u00a010\u00a0|10",
        "0.100000000000000000|0.1"
      })
  void takes_numbers_as_brokers_and_spreadsheets_write_them(String written, String number) {
    assertThat(position("AAPL,\"" + written + "\",2024-01-02,3,,,,,,").quantity())
        .isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(10)", "($10.00)", "-10", "\u221210", "$-10", "-$10"})
  void reads_parentheses_and_every_minus_as_below_0(String written) {
    assertThat(refused(HEADER + "AAPL," + written + ",2024-01-02,3,,,,,,"))
        .singleElement()
        .satisfies(message -> assertThat(message).contains("quantity", "position_type SHORT"));
    assertThat(position("AAPL," + written + ",2024-01-02,3,,,SHORT,,,").quantity())
        .isEqualByComparingTo("10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-31",
        "2024/01/31",
        "20240131",
        "1/31/2024",
        "01/31/2024",
        "1/31/2024 0:00",
        "01/31/2024 12:00:00 AM",
        "2024-01-31T00:00:00",
        "2024-01-31 00:00:00",
        "2024-01-31 00:00:00-05:00",
        "20240131;093000",
        "Jan-31-2024",
        "31-Jan-2024"
      })
  void takes_dates_as_brokers_and_spreadsheets_write_them(String written) {
    assertThat(position("AAPL,1," + written + ",3,,,,,,").entryDate())
        .isEqualTo(LocalDate.parse("2024-01-31"));
  }

  @Test
  void takes_numbers_of_15_digits_before_and_10_after_the_point() {
    assertThat(position("AAPL,123456789012345.0123456789,2024-01-02,3,,,,,,").quantity())
        .isEqualByComparingTo("123456789012345.0123456789");
  }

  @Test
  void reports_every_error_of_every_line_and_takes_nothing() {
    assertThat(
            refused(
                HEADER
                    + "AAPL,1,2024-01-02,3,,,,,,\n"
                    + "AAPL,x,2024-13-02,y,,,,,,\n"
                    + "\n"
                    + "MSFT,1,2024-01-02,3,,,,,,\n"
                    + "MSFT,-1,2024-01-02,3,,,,,,\n"))
        .satisfiesExactly(
            error -> assertThat(error).startsWith("line 3, quantity: found 'x'"),
            error -> assertThat(error).startsWith("line 3, entry_date: found '2024-13-02'"),
            error -> assertThat(error).startsWith("line 3, entry_price: found 'y'"),
            error -> assertThat(error).startsWith("line 6, quantity: found '-1'"));
  }

  @Test
  void shows_untrusted_text_escaped() {
    assertThat(refused(HEADER + "AAPL'; drop table \u202e,1,2024-01-02,3,,,,,,"))
        .singleElement()
        .satisfies(
            message -> assertThat(message).contains("found 'AAPL'; drop table \\u202e', expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31mAAPL,1", "AAPL\u0001,1", "\u0000AAPL,1", "\"AAPL\"\u0001,1"})
  void refuses_a_line_with_a_control_character_wherever_it_stands(String start) {
    assertThat(refused(HEADER + start + ",2024-01-02,3,,,,,,"))
        .singleElement()
        .satisfies(message -> assertThat(message).startsWith("line 2, line: found '"))
        .satisfies(message -> assertThat(message).contains("\\u00"))
        .satisfies(
            message -> assertThat(message).endsWith("expected text without control characters"));
  }
}
