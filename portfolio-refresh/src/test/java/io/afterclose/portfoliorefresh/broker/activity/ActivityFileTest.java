package io.afterclose.portfoliorefresh.broker.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.ColumnMapping;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An activity file of each broker, to exactly its lines; and what is no activity. */
class ActivityFileTest {
  private static final String HEADER = "date,action,symbol,quantity,price,commission,amount\n";

  private static ReadingOptions options(String... mappings) {
    return new ReadingOptions(
        null,
        List.of(mappings).stream().map(ColumnMapping::parse).toList(),
        Map.of(),
        AsOf.UNSAID,
        LocalDate.parse("2022-06-30"),
        NyseCalendar.standard());
  }

  private static ParsedActivities sample(String name) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                ActivityFileTest.class.getResourceAsStream("/broker/" + name), name),
            StandardCharsets.UTF_8)) {
      return ActivityFile.parse(reader, options());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ParsedActivities parsed(String csv, String... mappings) {
    try {
      return ActivityFile.parse(new StringReader(csv), options(mappings));
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private static List<String> lines(ParsedActivities parsed) {
    assertThat(parsed.errors()).isEmpty();
    return parsed.lines().stream().map(ActivityFileTest::shown).toList();
  }

  private static String shown(ActivityLine line) {
    Traded traded = line.traded();
    Stream<Object> security =
        traded == null
            ? Stream.ofNullable(line.about())
            : Stream.of(
                traded.symbol(),
                traded.quantity().toPlainString(),
                traded.price() == null ? "-" : traded.price().toPlainString());
    return Stream.of(
            Stream.of(line.lineNumber(), line.date(), line.kind()),
            security,
            Stream.of(line.amount().toPlainString()),
            Stream.ofNullable(line.exDate()))
        .flatMap(parts -> parts)
        .map(Objects::toString)
        .collect(Collectors.joining(" "));
  }

  @Test
  void schwab() {
    ParsedActivities parsed = sample("schwab-transactions.csv");
    assertThat(parsed.format()).isEqualTo(BrokerFormat.SCHWAB);
    assertThat(lines(parsed))
        .containsExactly(
            "16 2022-06-17 TRANSFER_IN MSFT 4 250 0",
            "15 2022-06-17 DEPOSIT 5000",
            "13 2022-06-21 BUY KO 10 60 -600",
            "14 2022-06-21 FEE NVO 2",
            "12 2022-06-22 BUY KO 10 62 -620",
            "11 2022-06-22 SELL_SHORT KO220624C00065000 1 0.5 49.35",
            "10 2022-06-23 SELL_SHORT PG 5 140 699.98",
            "8 2022-06-24 BUY_TO_COVER PG 5 142 -710",
            "6 2022-06-24 EXPIRATION KO220624C00065000 1 - 0",
            "7 2022-06-27 SELL KO 15 63 944.95",
            "5 2022-06-28 DIVIDEND KO 4.4",
            "4 2022-06-28 TAX KO 1.32",
            "3 2022-06-29 INTEREST 1.17");
    assertThat(parsed.notes())
        .contains(
            "read as a file of schwab, found by its header",
            "line 9: a split, merger or spin-off, which counts by the market's own facts, passed"
                + " over",
            "line 17: a total, passed over");
  }

  @Test
  void fidelity() {
    ParsedActivities parsed = sample("fidelity-history.csv");
    assertThat(parsed.format()).isEqualTo(BrokerFormat.FIDELITY);
    assertThat(lines(parsed))
        .containsExactly(
            "13 2022-06-17 DEPOSIT 10000",
            "12 2022-06-21 BUY KO 20 60 -1200",
            "9 2022-06-22 SELL_SHORT KO220624P00061000 1 1.2 119.33",
            "10 2022-06-22 TAX NVO 0.6",
            "8 2022-06-24 BUY_OR_COVER KO 100 61 -6100",
            "7 2022-06-24 ASSIGNMENT KO220624P00061000 1 - 0",
            "6 2022-06-27 SELL KO 5 63 314.99",
            "5 2022-06-28 DIVIDEND KO 8.8");
    assertThat(parsed.notes()).contains("line 11: cash that changes its form, passed over");
  }

  @Test
  void vanguard_below_its_table_of_holdings() {
    ParsedActivities parsed = sample("vanguard-transactions.csv");
    assertThat(parsed.format()).isEqualTo(BrokerFormat.VANGUARD);
    assertThat(lines(parsed))
        .containsExactly(
            "5 2022-06-17 DEPOSIT 4000",
            "7 2022-06-21 BUY VTI 20 187.25 -3745",
            "8 2022-06-24 SELL VTI 5 192.1 960.48",
            "9 2022-06-27 TRANSFER_IN BND 7 0 0",
            "10 2022-06-28 DIVIDEND VTI 11.19");
  }

  @Test
  void ibkr_activity_statement() {
    ParsedActivities parsed = sample("ibkr-activity.csv");
    assertThat(parsed.format()).isEqualTo(BrokerFormat.IBKR);
    assertThat(lines(parsed))
        .containsExactly(
            "16 2022-06-17 DEPOSIT 20000",
            "6 2022-06-21 BUY KO 30 60 -1801",
            "13 2022-06-22 SELL_SHORT KO220624P00061000 1 1.2 119.3",
            "9 2022-06-23 SELL_OR_SHORT KO 50 62 3098.75",
            "10 2022-06-24 BUY_OR_COVER KO 100 61 -6100",
            "14 2022-06-24 ASSIGNMENT KO220624P00061000 1 0 0",
            "19 2022-06-28 DIVIDEND KO 35.2",
            "22 2022-06-28 TAX KO 5.28",
            "24 2022-06-29 INTEREST -3.21",
            "26 2022-06-29 FEE 1.5");
    assertThat(parsed.notes())
        .contains(
            "lines 7, 8: a part of an order, passed over", "lines 17, 20: a total, passed over");
  }

  @Test
  void ibkr_flex_trades_keep_their_references() {
    ParsedActivities parsed = sample("ibkr-flex-trades.csv");
    assertThat(lines(parsed))
        .containsExactly(
            "2 2022-06-21 BUY KO 30 60 -1801",
            "4 2022-06-23 SELL_SHORT PG 5 140 699",
            "3 2022-06-23 SELL KO 10 62 619");
    assertThat(parsed.lines())
        .extracting(ActivityLine::reference)
        .containsExactly("501", "503", "502");
  }

  @Test
  void a_file_made_for_this_program() {
    assertThat(lines(sample("generic-activity.csv")))
        .containsExactly(
            "2 2022-06-17 DEPOSIT 5000",
            "3 2022-06-21 BUY KO 20 60 -1201.5",
            "4 2022-06-22 TRANSFER_IN MSFT 3 240 0",
            "5 2022-06-23 SELL KO 5 63 313.98",
            "6 2022-06-27 DIVIDEND KO 6.6 2022-06-22",
            "7 2022-06-28 FEE 2.5",
            "8 2022-06-29 WITHDRAWAL 100");
  }

  @Test
  void a_line_without_a_name_is_known_again_by_what_it_says_and_equal_ones_are_counted() {
    String two = "2022-06-21,BUY,KO,10,60,,\n2022-06-21,BUY,KO,10,60.00,,\n";
    assertThat(parsed(HEADER + two).lines())
        .extracting(ActivityLine::reference)
        .containsExactly("2022-06-21 BUY KO 10 -600 #1", "2022-06-21 BUY KO 10 -600 #2");
    assertThat(parsed(HEADER + "2022-06-22,FEE,,,,,5\n" + two).lines().get(1).reference())
        .isEqualTo("2022-06-21 BUY KO 10 -600 #2");
  }

  @Test
  void titles_are_mapped_and_a_price_follows_from_the_amount() {
    assertThat(
            lines(
                parsed(
                    "Tag,Vorgang,Wert,Stück,amount,commission\n2022-06-21,buy,KO,10,-601,1\n",
                    "Tag=date",
                    "Vorgang=action",
                    "Wert=symbol",
                    "Stück=quantity")))
        .containsExactly("2 2022-06-21 BUY KO 10 60 -601");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2022-06-21,GIFT,KO,1,60,, | line 2, action: found 'GIFT', expected an action such as BUY",
        "2022-06-21,BUY,KO,0,60,, | line 2, quantity: found '0', expected a quantity other than 0",
        "2022-06-21,BUY,KO,ten,60,, | line 2, quantity: found 'ten'",
        "2022-06-21,BUY,KO,10,,, | line 2, price: found '', expected a price, or the amount",
        "2022-06-21,BUY,KO,10,-60,, | line 2, price: found '-60', expected a price of 0 or more",
        "2022-02-30,BUY,KO,10,60,, | line 2, date: found '2022-02-30'",
        "2022-07-01,BUY,KO,10,60,, | line 2, date: found '2022-07-01', expected a day from",
        "2022-06-21,BUY,CASH,10,60,, | line 2, symbol: found 'CASH'",
        "2022-06-21,BUY,US0378331005,10,60,, | this is an ISIN",
        "2022-06-21,BUY,KO,10,60,,-6000 | line 2, amount: found '-6000', expected quantity x price"
            + " x multiplier, 600",
        "2022-06-21,SELL TO OPEN,KO220715C00065000,1,0.5,,0.5 | multiplier, 50",
        "2022-06-21,DEPOSIT,,,,, | line 2, amount: found '', expected the amount of a DEPOSIT",
        "2022-06-21,DIVIDEND,,,,,5 | line 2, symbol: found ''",
        "2022-06-21,EXPIRED,KO,1,,, | an option's symbol, since only an option can end so",
        "2022-06-21,BUY,KO,10 | line 2, line: found 4 cells",
      })
  void what_is_no_activity_is_refused_with_its_line(String line, String told) {
    assertThat(parsed(HEADER + line + "\n").errors())
        .extracting(LineError::message)
        .anySatisfy(message -> assertThat(message).contains(told));
  }

  @Test
  void two_lines_of_one_name_are_refused() {
    assertThat(
            parsed("date,action,amount,reference\n2022-06-21,FEE,1,A\n2022-06-22,FEE,2,A\n")
                .errors())
        .extracting(LineError::message)
        .containsExactly("line 3, reference: found 'A', expected a name that line 2 does not have");
  }

  @Test
  void another_currency_is_refused() {
    assertThat(parsed("date,action,amount,currency\n2022-06-21,FEE,1,EUR\n").errors())
        .extracting(LineError::message)
        .containsExactly(
            "line 2, currency: found 'EUR', expected USD, the only currency that is" + " valued");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "hello",
        "symbol,quantity,entry_date,entry_price\nKO,1,2022-06-01,60\n",
        "date,action,symbol,quantity,price,commission,amount\n",
        "date,action\n\"2022-06-21,BUY\n",
        "date,action,amount\n2022-06-21,FEE,1\u0007\n",
        "{\"date\": \"2022-06-21\"}"
      })
  void garbage_is_refused(String text) {
    ParsedActivities parsed = parsed(text);
    assertThat(parsed.errors()).isNotEmpty();
    assertThat(parsed.lines()).isEmpty();
  }
}
