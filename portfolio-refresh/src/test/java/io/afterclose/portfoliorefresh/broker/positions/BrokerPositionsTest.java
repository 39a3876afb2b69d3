package io.afterclose.portfoliorefresh.broker.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.LineError;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A positions file of each broker, to exactly its lots and cash. */
class BrokerPositionsTest {

  private static ParsedPositions read(String name) {
    return Files.sample(name, Files.options(AsOf.UNSAID));
  }

  private static List<String> lots(ParsedPositions parsed) {
    assertThat(parsed.errors()).isEmpty();
    return parsed.lines().stream().map(BrokerPositionsTest::shown).toList();
  }

  private static String shown(PositionLine line) {
    NewPosition position = line.position();
    return Stream.of(
            position.symbol(),
            position.side(),
            position.quantity().toPlainString(),
            position.quantityAsOf(),
            position.entryDate(),
            position.entryPrice().toPlainString(),
            position.multiplier().toPlainString(),
            line.inKind() ? "in kind" : "bought")
        .map(Objects::toString)
        .collect(Collectors.joining(" "));
  }

  @Test
  void schwab() {
    ParsedPositions parsed = read("schwab-positions.csv");
    assertThat(lots(parsed))
        .containsExactly(
            "AAPL LONG 1200 2024-06-14 2024-06-14 150 1 in kind",
            "BRK.B LONG 10 2024-06-14 2024-06-14 407.95 1 in kind",
            "TSLA SHORT 50 2024-06-14 2024-06-14 190 1 in kind",
            "AAPL240621C00200000 SHORT 12 2024-06-14 2024-06-14 8 100 in kind");
    assertThat(parsed.cash().orElseThrow())
        .hasToString("CashBalance[amount=83214.07, date=2024-06-14]");
    assertThat(parsed.notes())
        .contains(
            "read as a file of schwab, found by its header",
            "its positions are those of 2024-06-14",
            "line 9: a total, passed over",
            "line 5: no cost is stated, so the price in the file counts as the cost: its profit"
                + " begins at 0");
  }

  @Test
  void fidelity() {
    ParsedPositions parsed = read("fidelity-positions.csv");
    assertThat(lots(parsed))
        .containsExactly(
            "MSFT LONG 10.5 2024-06-14 2024-06-14 342.8571428571 1 in kind",
            "FXAIX LONG 80.123 2024-06-14 2024-06-14 188.93 1 in kind",
            "MSFT240719C00450000 SHORT 1 2024-06-14 2024-06-14 6.5 100 in kind");
    assertThat(parsed.cash().orElseThrow().amount()).isEqualByComparingTo("2400.10");
  }

  @Test
  void vanguard_names_no_day_so_that_its_owner_has_to() {
    assertThat(read("vanguard-positions.csv").errors())
        .extracting(LineError::message)
        .singleElement()
        .satisfies(message -> assertThat(message).contains("no entry_date", "--as-of DATE"));
    ParsedPositions parsed =
        Files.sample("vanguard-positions.csv", Files.options(AsOf.parse("06/16/2024")));
    assertThat(lots(parsed))
        .containsExactly("VTI LONG 25.5 2024-06-14 2024-06-14 267.03 1 in kind");
    assertThat(parsed.cash().orElseThrow())
        .hasToString("CashBalance[amount=1834.22, date=2024-06-14]");
    assertThat(parsed.notes())
        .contains(
            "its positions are those of 2024-06-16, no session: of the close of 2024-06-14",
            "line 4: a quantity of 0, passed over");
  }

  @Test
  void ibkr_activity_statement() {
    ParsedPositions parsed = read("ibkr-statement.csv");
    assertThat(lots(parsed))
        .containsExactly(
            "BRK.B LONG 20 2024-06-14 2024-06-14 350.5 1 in kind",
            "KO SHORT 100 2024-06-14 2024-06-14 61.2 1 in kind",
            "AAPL240719C00210000 LONG 2 2024-06-14 2024-06-14 6.1 100 in kind");
    assertThat(parsed.cash().orElseThrow())
        .hasToString("CashBalance[amount=-2345.678, date=2024-06-14]");
  }

  @Test
  void ibkr_flex_lots_keep_their_dates_and_count_the_shares_of_the_report() {
    ParsedPositions parsed = read("ibkr-flex-lots.csv");
    assertThat(lots(parsed))
        .containsExactly(
            "NVDA LONG 30 2024-06-14 2023-08-15 44 1 bought",
            "NVDA LONG 10 2024-06-14 2024-01-05 54 1 bought");
    assertThat(parsed.notes()).contains("lines 2, 5: a sum of lots, passed over");
  }

  @Test
  void a_file_of_another_country_is_read_where_it_is_plain_and_refused_where_it_is_not() {
    assertThat(read("generic-positions.csv").errors())
        .extracting(LineError::message)
        .satisfiesExactly(
            message -> assertThat(message).startsWith("line 2, entry_date: found '3/1/2022'"),
            message -> assertThat(message).startsWith("line 3, quantity: found '1,5'"));
  }
}
