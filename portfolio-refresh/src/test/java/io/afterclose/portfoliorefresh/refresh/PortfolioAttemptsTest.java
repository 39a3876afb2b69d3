package io.afterclose.portfoliorefresh.refresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.fixture.DisturbedDatabase;
import io.afterclose.portfoliorefresh.fixture.DisturbedDatabase.Event;
import io.afterclose.portfoliorefresh.gap.PortfolioDates;
import io.afterclose.portfoliorefresh.snapshot.SnapshotComponents;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.history.ItemFailureStore;
import io.afterclose.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Five portfolios are made while other sessions work on the same rows, or the database balks. */
final class PortfolioAttemptsTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate ENTRY = LocalDate.parse("2022-06-01");
  private static final long RUN = 7;
  private static final Retries RETRIES =
      new Retries(
          List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
          Duration.ofMillis(50));

  private static final String BALK =
      """
      create function balk() returns trigger language plpgsql as
      $$ begin
        if new.portfolio_id = 3 and nextval('balked') <= %d then
          raise exception 'try again later' using errcode = '%s';
        end if;
        return new;
      end $$
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);
  private final List<Duration> slept = new ArrayList<>();

  @BeforeEach
  void five_portfolios_of_which_the_third_has_cash() {
    world.prices().close("SPY", D, "377.25");
    world.prices().close("AAPL", D, "100");
    world.prices().close("MSFT", D, "50");
    for (int number = 1; number <= 5; number++) {
      world.portfolios().holding("P" + number, "AAPL", "10", ENTRY);
    }
    world.portfolios().cash(3, ENTRY, "BALANCE", "500");
  }

  @AfterEach
  void nothing_balks() {
    world.sql().sql("drop function if exists balk cascade").update();
    world.sql().sql("drop sequence if exists balked").update();
  }

  @Test
  void what_changes_between_two_reads_is_seen_by_neither() throws InterruptedException {
    Event purchase =
        asking ->
            elsewhere(
                "insert into positions (portfolio_id, symbol, investment_class, position_type,"
                    + " quantity, quantity_as_of, entry_date, entry_price, multiplier) values"
                    + " (3, 'MSFT', 'PUBLIC', 'LONG', 4, '2022-06-02', '2022-06-02', 50, 1)",
                "insert into cash_movements (portfolio_id, movement_date, kind, amount,"
                    + " recorded_at) values (3, '2022-06-02', 'FEE', 10, now())");
    DisturbedDatabase disturbed = disturbed("from cash_movements", purchase);
    assertThat(make(disturbed).written()).isEqualTo(5);
    assertThat(disturbed.calm()).isTrue();
    assertThat(snapshots())
        .as("neither the purchase without its fee nor the fee without its purchase")
        .containsExactly("1 1 1000.00", "2 1 1000.00", "3 1 1500.00", "4 1 1000.00", "5 1 1000.00");
    assertThat(make(world.dataSource()).written()).as("afterwards both").isEqualTo(1);
    assertThat(snapshots()).contains("3 2 1490.00");
    assertThat(slept).isEmpty();
  }

  @Test
  void a_position_that_changed_meanwhile_is_read_again_and_nobody_else_notices()
      throws InterruptedException {
    Event correction =
        asking ->
            elsewhere(
                "update positions set quantity = 20 where portfolio_id = 3",
                "update cash_movements set amount = 700 where portfolio_id = 3");
    DisturbedDatabase disturbed = disturbed("from cash_movements", correction);
    assertThat(make(disturbed).failed()).isEmpty();
    assertThat(snapshots())
        .containsExactly("1 1 1000.00", "2 1 1000.00", "3 1 2700.00", "4 1 1000.00", "5 1 1000.00");
    assertThat(slept).as("the others went before it, so no pause was needed").isEmpty();
  }

  @Test
  void a_position_that_changes_again_and_again_is_tried_three_times_more()
      throws InterruptedException {
    DisturbedDatabase restless =
        disturbed("from cash_movements", Collections.nCopies(4, quantity("40")));
    assertThat(make(restless, third(), "refreshPortfolios", RUN).failed()).isEmpty();
    assertThat(restless.calm()).isTrue();
    assertThat(slept).isEqualTo(RETRIES.delays());
    assertThat(snapshots()).containsExactly("3 1 4500.00");
  }

  @Test
  void a_position_that_never_comes_to_rest_is_left_to_the_next_run() throws InterruptedException {
    DisturbedDatabase restless =
        disturbed("from cash_movements", Collections.nCopies(5, quantity("40")));
    assertThat(make(restless, third(), "refreshPortfolios", RUN).failed()).hasSize(1);
    assertThat(snapshots()).isEmpty();
    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("refreshPortfolios P3 DATABASE_BUSY")
        .contains("concurrent update");
    assertThat(make(world.dataSource()).written()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03", "08006", "57P01", "53300"})
  void what_passes_is_waited_for(String state) throws InterruptedException {
    balk(3, state);
    assertThat(make(world.dataSource()).failed()).isEmpty();
    assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(snapshots()).hasSize(5).contains("3 1 1500.00");
    assertThat(failures()).isEmpty();
  }

  @Test
  void what_does_not_pass_after_three_more_attempts_is_recorded_and_the_others_are_made()
      throws InterruptedException {
    balk(1000, "40001");
    WorkResult made = make(world.dataSource());
    assertThat(made.written()).isEqualTo(4);
    assertThat(made.failed().values()).singleElement().asString().contains("try again later");
    assertThat(slept).isEqualTo(RETRIES.delays());
    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("refreshPortfolios P3 DATABASE_BUSY ERROR: try again later");
    nothing_balks();
    assertThat(make(world.dataSource()).written()).as("by the next run").isEqualTo(1);
    assertThat(snapshots()).hasSize(5).contains("3 1 1500.00");
  }

  @Test
  void what_is_wrong_is_not_tried_again() throws InterruptedException {
    balk(1000, "P0001");
    WorkResult made = make(world.dataSource());
    assertThat(made.written()).isEqualTo(4);
    assertThat(slept).isEmpty();
    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("refreshPortfolios P3 NOT_WRITTEN ERROR: try again later");
  }

  @Test
  void a_row_that_another_session_holds_for_good_hurts_its_portfolio_only() throws Exception {
    try (Connection holding = world.dataSource().getConnection();
        Statement statement = holding.createStatement()) {
      holding.setAutoCommit(false);
      statement.execute("select 1 from positions where portfolio_id = 3 for update");
      assertThat(make(world.dataSource()).written()).isEqualTo(4);
      holding.rollback();
    }
    assertThat(slept).isEqualTo(RETRIES.delays());
    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("refreshPortfolios P3 DATABASE_BUSY")
        .contains("lock timeout");
    assertThat(make(world.dataSource()).written()).isEqualTo(1);
  }

  @Test
  void a_connection_that_is_cut_in_the_middle_costs_an_attempt() throws InterruptedException {
    Event cut =
        asking -> elsewhere("select pg_terminate_backend(%d, 10000)".formatted(pid(asking)));
    DisturbedDatabase disturbed = disturbed("from cash_movements", cut, cut);
    assertThat(make(disturbed).failed()).isEmpty();
    assertThat(slept).containsExactly(Duration.ofSeconds(1));
    assertThat(snapshots()).hasSize(5);
  }

  @Test
  void a_portfolio_that_cannot_be_valued_is_recorded_with_the_others_snapshots()
      throws InterruptedException {
    world.portfolios().asBeforeTheRules();
    world.portfolios().cash(2, day("2022-06-02"), "FEE", "-5");
    balk(1, "40001");
    assertThat(make(world.dataSource()).written()).isEqualTo(4);
    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("refreshPortfolios P2 NOT_VALUED Cash row");
  }

  @Test
  void without_any_connection_it_gives_up_for_all_and_accuses_nobody() {
    AtomicInteger asked = new AtomicInteger();
    DataSource away =
        new DelegatingDataSource(world.dataSource()) {
          @Override
          public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            throw new SQLTransientConnectionException("no connection", "08001");
          }
        };
    assertThatThrownBy(() -> make(away, third(), "refreshPortfolios", RUN))
        .matches(TransientFailure::in);
    assertThat(asked).as("once together, and once in each of four rounds").hasValue(5);
    assertThat(slept).isEqualTo(RETRIES.delays());
    assertThat(failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"53100", "25006", "57P01"})
  void a_database_that_lets_nobody_through_is_nobodys_fault(String state) {
    balk(1000, state);
    DataSource full = world.dataSource();
    assertThatThrownBy(() -> make(full, third(), "refreshPortfolios", RUN))
        .matches(TransientFailure::in);
    assertThat(slept).isEqualTo(RETRIES.delays());
    assertThat(failures()).isEmpty();
  }

  @Test
  void a_database_that_lets_the_others_through_leaves_one_to_the_next_run()
      throws InterruptedException {
    balk(1000, "57P01");
    assertThat(make(world.dataSource()).written()).isEqualTo(4);
    assertThat(failures()).singleElement().asString().contains("P3 DATABASE_BUSY");
  }

  @Test
  void a_stop_is_looked_for_between_portfolios_and_what_is_not_begun_is_no_failure()
      throws InterruptedException {
    balk(100, "40001");
    AtomicInteger asked = new AtomicInteger();
    List<PortfolioDates> all =
        world.composition().portfolios().keys().stream()
            .map(key -> world.work("P" + key, List.of(D)))
            .toList();
    WorkResult result =
        attempts(world.dataSource())
            .make(
                world.composition().work(),
                all,
                "refreshPortfolios",
                RUN,
                () -> asked.incrementAndGet() > 2);
    assertThat(result.written()).isEqualTo(2);
    assertThat(result.failed()).isEmpty();
    assertThat(result.left()).containsExactlyInAnyOrderElementsOf(all.subList(2, 5));
    assertThat(snapshots()).containsExactly("1 1 1000.00", "2 1 1000.00");
    assertThat(slept).isEmpty();
    assertThat(failures()).isEmpty();
  }

  @Test
  void one_bad_portfolio_among_many_makes_only_its_part_go_one_by_one()
      throws InterruptedException {
    for (int number = 6; number <= 120; number++) {
      world.portfolios().holding("P" + number, "AAPL", "10", ENTRY);
    }
    balk(100, "23514");
    List<PortfolioDates> all =
        world.composition().portfolios().keys().stream()
            .map(key -> world.work("P" + key, List.of(D)))
            .toList();
    List<Integer> transactions = new ArrayList<>();
    WorkResult result =
        attempts(world.dataSource())
            .make(
                (dates, run) -> {
                  transactions.add(dates.size());
                  return world.composition().work().make(dates, run);
                },
                all,
                "refreshPortfolios",
                RUN,
                () -> false);
    List<Integer> expected = new ArrayList<>(List.of(120, 50));
    expected.addAll(Collections.nCopies(50, 1));
    expected.addAll(List.of(50, 20));
    assertThat(transactions).isEqualTo(expected);
    assertThat(result.written()).isEqualTo(119);
    assertThat(failures()).singleElement().asString().contains("P3 NOT_WRITTEN");
  }

  private WorkResult make(DataSource dataSource) throws InterruptedException {
    List<PortfolioDates> work =
        world.composition().portfolios().keys().stream()
            .map(key -> world.work("P" + key, List.of(D)))
            .toList();
    return make(dataSource, work, "refreshPortfolios", RUN);
  }

  private WorkResult make(DataSource dataSource, List<PortfolioDates> dates, String phase, long run)
      throws InterruptedException {
    SnapshotComponents components =
        new SnapshotComponents(dataSource, RefreshWorld.calendar(), world.clock());
    return attempts(dataSource).make(components.work(), dates, phase, run, () -> false);
  }

  private List<PortfolioDates> third() {
    return List.of(world.work("P3", List.of(D)));
  }

  private PortfolioAttempts attempts(DataSource dataSource) {
    return new PortfolioAttempts(
        new PortfolioStore(dataSource, world.clock()),
        new ItemFailureStore(dataSource, world.clock()),
        new JdbcTransactionManager(dataSource),
        RETRIES,
        slept::add,
        () -> {});
  }

  private DisturbedDatabase disturbed(String text, Event... events) {
    return disturbed(text, List.of(events));
  }

  private DisturbedDatabase disturbed(String text, List<Event> events) {
    return new DisturbedDatabase(world.dataSource(), text, events);
  }

  private static Event quantity(String quantity) {
    return asking ->
        elsewhere("update positions set quantity = " + quantity + " where portfolio_id = 3");
  }

  /** Another session does something as one transaction. */
  private static void elsewhere(String... statements) throws SQLException {
    try (Connection other = POSTGRES.database().openDirect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      other.commit();
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** The database refuses portfolio 3 so many times. */
  private void balk(int times, String state) {
    world.sql().sql("create sequence balked").update();
    world.sql().sql(BALK.formatted(times, state)).update();
    world
        .sql()
        .sql(
            "create trigger balk before insert on portfolio_snapshots"
                + " for each row execute function balk()")
        .update();
  }

  /** Portfolio, revision and net asset value. */
  private List<String> snapshots() {
    return world
        .sql()
        .sql(
            """
            select concat_ws(' ', portfolio_id, revision, net_asset_value)
            from portfolio_snapshots order by portfolio_id, revision
            """)
        .query(String.class)
        .list();
  }

  private List<String> failures() {
    return world
        .sql()
        .sql("select concat_ws(' ', phase, item, reason, detail) from run_item_failures")
        .query(String.class)
        .list();
  }
}
