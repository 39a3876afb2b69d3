package io.afterclose.portfoliorefresh.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.book.Bookkeeper.Day;
import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bookkeeper itself, against sums that were worked out by hand. */
final class BookkeeperTest {

  static List<BookCase> cases() {
    return BookFile.read(
        "shares-and-cash.txt",
        "dividends-and-splits.txt",
        "options.txt",
        "actions.txt",
        "private-and-transfers.txt");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_bookkeeper_finds_what_was_worked_out_by_hand(BookCase book) {
    NavigableMap<?, Day> days = Bookkeeper.keep(book);
    BigDecimal total =
        days.values().stream()
            .map(Day::profit)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(total).as("total profit in %s", days).isEqualByComparingTo(book.total());
    assertThat(days.lastEntry().getValue().nav())
        .as("last net asset value in %s", days)
        .isEqualByComparingTo(book.last());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void profits_and_flows_add_up_to_the_net_asset_value(BookCase book) {
    Day before = null;
    for (Day day : Bookkeeper.keep(book).values()) {
      if (before != null && !book.name().contains("price")) {
        assertThat(day.nav().subtract(before.nav()).subtract(day.flows().subtract(before.flows())))
            .isEqualByComparingTo(Objects.requireNonNull(day.profit()));
      }
      before = day;
    }
  }
}
