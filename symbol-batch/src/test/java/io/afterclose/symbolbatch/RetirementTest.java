package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A symbol that nobody knows any more leaves the universe, and says so. */
final class RetirementTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void two_symbols_of_which_one_is_unknown() {
    POSTGRES.reset();
    operator =
        Operator.in(
            POSTGRES.environment(), SettableClock.at(Instant.parse("2026-02-01T12:00:00Z")));
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "KILO", "GONE").hasExitCode(0);
  }

  private void backfill(String from, String to) {
    operator.types("backfill", "--from", from, "--to", to, "--provider", "sample").hasExitCode(0);
  }

  @Test
  void nine_sessions_are_not_enough() {
    backfill("2026-01-05", "2026-01-15");
    assertThat(stored.count("symbol_universe where deactivated_on is not null")).isZero();
  }

  @Test
  void after_ten_sessions_it_is_out_from_the_next_one_on_with_a_row_of_audit() {
    backfill("2026-01-05", "2026-01-16");
    assertThat(
            stored.texts(
                "select symbol || ' ' || deactivated_on from symbol_universe where deactivated_on is not null"))
        .containsExactly("GONE 2026-01-20");
    assertThat(
            stored.texts(
                "select symbol || ' ' || action || ' ' || effective_on from symbol_universe_audit"))
        .containsExactly("GONE DEACTIVATED 2026-01-20");
  }

  @Test
  void its_story_tells_why_and_since_when() {
    backfill("2026-01-05", "2026-01-21");
    assertThat(operator.types("universe", "show", "gone", "-o", "csv").hasExitCode(0).out())
        .isEqualTo(
            """
            symbol,in_universe,reason,since,last_night,origin,first_seen,deactivated_on
            GONE,false,DEACTIVATED,2026-01-20,2026-01-21,EXPLICIT,,2026-01-20
            """);
    assertThat(operator.types("universe", "show", "KILO", "-o", "csv").hasExitCode(0).out())
        .contains("KILO,true,MEMBER,2026-01-05,2026-01-21,EXPLICIT,,");
    operator.types("universe", "show", "NOSUCH").hasExitCode(2);
  }

  @Test
  void naming_it_again_does_not_bring_it_back() {
    backfill("2026-01-05", "2026-01-16");
    operator.types("universe", "add", "GONE").hasExitCode(0);
    assertThat(stored.count("symbol_universe where deactivated_on is not null")).isEqualTo(1);
  }

  @Test
  void what_a_night_could_not_do_is_listed() {
    backfill("2026-01-05", "2026-01-05");
    assertThat(operator.types("missing", "--date", "2026-01-05", "-o", "csv").hasExitCode(0).out())
        .contains("all,prices,GONE,NO_PRICE,");
  }
}
