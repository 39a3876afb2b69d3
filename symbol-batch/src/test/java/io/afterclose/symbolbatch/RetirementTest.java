package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.calendar.TradingCalendar;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A symbol that no provider knows any more leaves the universe, and comes back on request. */
final class RetirementTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final TradingCalendar CALENDAR = NyseCalendar.standard();

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-02-01T12:00:00Z"));
  private Operator operator;
  private StoredRows stored;

  @BeforeEach
  void two_symbols_of_which_one_is_unknown() {
    POSTGRES.reset();
    operator = Operator.in(POSTGRES.environment(), clock);
    stored = StoredRows.in(POSTGRES.dataSource());
    operator.types("universe", "add", "KILO", "GONE").hasExitCode(0);
  }

  private void backfill(String from, String to) {
    operator.types("backfill", "--from", from, "--to", to, "--provider", "sample").hasExitCode(0);
  }

  /** The run of each evening; gives the last one. */
  private CommandRun evenings(String from, String to) {
    @Nullable CommandRun last = null;
    for (LocalDate session : CALENDAR.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
      clock.set(CALENDAR.closeOf(session).toInstant().plus(Duration.ofHours(5)));
      last = operator.types("run", "--provider", "sample").hasExitCode(0);
    }
    return Objects.requireNonNull(last);
  }

  private long deactivated() {
    return stored.count("symbol_universe where deactivated_on is not null");
  }

  @Test
  void nine_evenings_are_not_enough() {
    evenings("2026-01-05", "2026-01-15");
    assertThat(deactivated()).isZero();
  }

  @Test
  void after_ten_evenings_it_is_out_from_the_next_session_on_with_a_row_of_audit() {
    evenings("2026-01-05", "2026-01-16");
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
  void a_deactivation_that_cannot_be_stored_fails_the_night_and_is_made_up_for() {
    evenings("2026-01-05", "2026-01-15");
    stored.execute("alter table symbol_universe_audit add constraint full_up check (false)");
    clock.set(
        CALENDAR.closeOf(LocalDate.parse("2026-01-16")).toInstant().plus(Duration.ofHours(5)));

    operator.types("run", "--provider", "sample").hasExitCode(1);
    stored.execute("alter table symbol_universe_audit drop constraint full_up");
    operator.types("run", "--provider", "sample").hasExitCode(0);

    assertThat(deactivated()).isEqualTo(1);
  }

  @Test
  void sessions_that_were_past_when_they_ran_decide_nothing() {
    backfill("2026-01-05", "2026-01-28");
    assertThat(deactivated()).isZero();
    evenings("2026-01-29", "2026-01-30");
    assertThat(deactivated()).as("two evenings after a backfill of ten and more").isZero();
  }

  @Test
  void a_symbol_with_a_price_since_the_first_of_them_stays() {
    evenings("2026-01-05", "2026-01-15");
    stored.execute(
        """
        insert into market_data_cache (symbol, price_date, close, source, status, flags, fetched_at)
        values ('GONE', '2026-01-14', 5, 'csv', 'FINAL', '', now())
        """);
    evenings("2026-01-16", "2026-01-20");
    assertThat(deactivated()).isZero();
  }

  @Test
  void a_symbol_that_portfolios_hold_raises_an_alert() {
    stored.execute("insert into portfolios (name, created_at) values ('Held', now())");
    stored.execute(
        """
        insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
          quantity_as_of, entry_date, entry_price, multiplier)
        select portfolio_id, 'GONE', 'PUBLIC', 'LONG', 1, '2026-01-02', '2026-01-02', 100, 1
        from portfolios
        """);
    CommandRun last = evenings("2026-01-05", "2026-01-16");
    assertThat(last.logged("HELD_SYMBOL_DEACTIVATED"))
        .hasSize(1)
        .allMatch(l -> l.contains("[GONE]"));
  }

  @Test
  void its_story_tells_why_and_since_when() {
    evenings("2026-01-05", "2026-01-21");
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
  void naming_it_again_is_refused_and_reactivation_brings_it_back_with_its_reason() {
    evenings("2026-01-05", "2026-01-16");
    assertThat(operator.types("universe", "add", "ALFA", "GONE").hasExitCode(2).err())
        .contains("GONE was deactivated on 2026-01-20", "universe reactivate GONE --reason");
    assertThat(stored.count("symbol_universe where symbol = 'ALFA'")).as("all or none").isZero();
    operator.types("universe", "reactivate", "GONE", "--reason", "a typo of ours").hasExitCode(0);
    assertThat(deactivated()).isZero();
    assertThat(
            stored.texts(
                "select action || ' ' || effective_on || ' ' || reason from symbol_universe_audit"
                    + " order by audit_id desc limit 1"))
        .containsExactly("REACTIVATED 2026-01-16 a typo of ours");
    operator.types("universe", "add", "GONE").hasExitCode(0);
    assertThat(
            operator.types("universe", "reactivate", "KILO", "--reason", "x").hasExitCode(2).err())
        .contains("KILO is not deactivated");
    operator.types("universe", "reactivate", "GONE", "--reason", " ").hasExitCode(2);
  }

  @Test
  void what_a_night_could_not_do_is_listed() {
    backfill("2026-01-05", "2026-01-05");
    assertThat(operator.types("missing", "--date", "2026-01-05", "-o", "csv").hasExitCode(0).out())
        .contains("all,prices,GONE,NO_PRICE,");
  }
}
