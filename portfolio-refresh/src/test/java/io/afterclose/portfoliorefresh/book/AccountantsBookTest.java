package io.afterclose.portfoliorefresh.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.book.Bookkeeper.Day;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every case of the book, by the product: net asset value, profit and flows, to the cent. */
final class AccountantsBookTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /**
   * What the product does not keep as the accountant does: nothing. A case that comes to differ for
   * a reason is named here, and has to leave when it comes right.
   */
  private static final Set<String> DIFFERENT = Set.of();

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final StoredBook stored = new StoredBook(world);
  private final List<BookCase> cases = BookkeeperTest.cases();

  @BeforeEach
  void the_cases_are_portfolios() {
    stored.store(cases);
  }

  @Test
  void one_night_after_the_other_gives_the_accountants_figures() {
    for (LocalDate session : BookFile.SESSIONS.subList(1, 11)) {
      world.symbolNights().completed(session);
      assertThat(world.runFor(session).exitCode()).as("night of %s", session).isZero();
    }
    compare();
  }

  @Test
  void a_backfill_in_any_order_gives_the_same_figures() {
    Random random = new Random(20220630);
    for (BookCase book : cases) {
      List<LocalDate> dates = new ArrayList<>(Bookkeeper.keep(book).keySet());
      Collections.shuffle(dates, random);
      dates.forEach(date -> world.snapshots(book.name(), List.of(date)));
    }
    compare();
  }

  private void compare() {
    Map<String, NavigableMap<LocalDate, Day>> found = stored.days();
    SoftAssertions all = new SoftAssertions();
    for (BookCase book : cases) {
      String product = text(found.getOrDefault(book.name(), new TreeMap<>()));
      String accountant = text(Bookkeeper.keep(book));
      if (DIFFERENT.contains(book.name())) {
        all.assertThat(product).as(book.name()).isNotEqualTo(accountant);
      } else {
        all.assertThat(product).as(book.name()).isEqualTo(accountant);
      }
    }
    all.assertAll();
  }

  private static String text(NavigableMap<LocalDate, Day> days) {
    StringBuilder text = new StringBuilder();
    days.forEach((date, day) -> text.append(date).append("  ").append(day).append('\n'));
    return text.toString();
  }
}
