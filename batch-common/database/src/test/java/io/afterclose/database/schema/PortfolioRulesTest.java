package io.afterclose.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import liquibase.Contexts;
import liquibase.LabelExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tables of portfolios refuse, and what becomes of rows from before a rule. */
@ExtendWith(ServerExtension.class)
@Timeout(120)
final class PortfolioRulesTest {
  private Database database;
  private JdbcTemplate jdbc;

  @BeforeEach
  void migrated() {
    database = ServerExtension.open(ServerExtension.migratedDatabase());
    jdbc = new JdbcTemplate(database.dataSource());
    jdbc.update("insert into portfolios (name, created_at) values ('A', now()), ('B', now())");
    lot(1, "SPL", "2024-05-15", null);
    lot(2, "SPL", "2024-05-15", null);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void lot(long portfolio, String symbol, String entry, @Nullable String exit) {
    jdbc.update(
        """
        insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,
          quantity_as_of, entry_date, entry_price, multiplier, exit_date, exit_price)
        values (?, ?, case when length(?) > 10 then 'OPTIONS' else 'PUBLIC' end, 'LONG', 10,
          ?::date, ?::date, 100, 1, ?::date, case when ?::date is not null then 110 end)
        """,
        portfolio,
        symbol,
        symbol,
        entry,
        entry,
        exit,
        exit);
  }

  private int cash(String columns, String values) {
    return jdbc.update(
        "insert into cash_movements (portfolio_id, movement_date, recorded_at, kind, amount"
            + columns
            + ") values (1, '2024-06-20', now(), "
            + values
            + ")");
  }

  @Test
  void a_row_of_cash_cannot_name_a_position_of_another_portfolio() {
    assertThatThrownBy(() -> cash(", position_id", "'TRADE', -1, 2"))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("cash_movements_position");
    assertThat(cash(", position_id", "'TRADE', -1, 1")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'DEPOSIT', -1", "'WITHDRAWAL', -1", "'FEE', -1", "'TAX', -1"})
  void a_magnitude_is_not_negative(String row) {
    assertThatThrownBy(() -> cash("", row)).hasMessageContaining("cash_movements_sign");
  }

  @ParameterizedTest
  @CsvSource({
    "TRADE,ENTRY,1,,",
    "TRADE,EXIT,1,,",
    "TRADE,SETTLEMENT,1,,",
    "TRADE,ACTION,1,,2024-06-12",
    "DIVIDEND,DIVIDEND,1,,2024-06-12",
    "DIVIDEND,DIVIDEND,,SPL,2024-06-12",
    "TRADE,,1,,",
    "TAX,,,SPL,",
    "INTEREST,,,,",
  })
  void a_row_names_an_implied_one_of_its_kind_or_none(
      String kind,
      @Nullable String replaces,
      @Nullable String position,
      @Nullable String symbol,
      @Nullable String exDate) {
    assertThat(named(kind, replaces, position, symbol, exDate)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "TRADE,ENTRY,,,",
    "TRADE,ENTRY,1,,2024-06-12",
    "TRADE,EXIT,,SPL,",
    "TRADE,ACTION,1,,",
    "FEE,EXIT,1,,",
    "TRADE,DIVIDEND,1,,2024-06-12",
    "DIVIDEND,DIVIDEND,1,,",
    "DIVIDEND,DIVIDEND,,,2024-06-12",
    "DIVIDEND,DIVIDEND,1,SPL,2024-06-12",
    "TRADE,SALE,1,,",
    "DEPOSIT,,1,,",
    "BALANCE,,,SPL,",
    "DIVIDEND,,1,,2024-06-12",
  })
  void a_row_that_names_no_one_implied_row_is_refused(
      String kind,
      @Nullable String replaces,
      @Nullable String position,
      @Nullable String symbol,
      @Nullable String exDate) {
    assertThatThrownBy(() -> named(kind, replaces, position, symbol, exDate))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("violates check constraint");
  }

  private int named(
      String kind,
      @Nullable String replaces,
      @Nullable String position,
      @Nullable String symbol,
      @Nullable String exDate) {
    return jdbc.update(
        """
        insert into cash_movements (portfolio_id, movement_date, recorded_at, kind, amount, replaces,
          position_id, symbol, ex_date)
        values (1, '2024-06-20', now(), ?, 1, ?, ?::bigint, ?, ?::date)
        """,
        kind,
        replaces,
        position,
        symbol,
        exDate);
  }

  @Test
  void a_reference_is_recorded_once_in_a_portfolio_but_for_each_lot_that_it_names() {
    cash(", reference", "'DEPOSIT', 5, 'R1'");
    cash(", reference, position_id", "'TRADE', 5, 'R1', 1");
    assertThatThrownBy(() -> cash(", reference", "'DEPOSIT', 6, 'R1'"))
        .hasMessageContaining("cash_movements_reference");
    assertThatThrownBy(() -> cash(", reference, position_id", "'FEE', 6, 'R1', 1"))
        .hasMessageContaining("cash_movements_reference");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit_date = '2024-06-20'",
        "exit_price = 5",
        "exit_date = '2024-05-14', exit_price = 5",
        "closed_in_kind = true",
        "exit_assumed = true",
        "exit_reference = 'R'"
      })
  void half_an_exit_is_refused(String change) {
    assertThatThrownBy(() -> jdbc.update("update positions set " + change))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("positions_exit");
  }

  @Test
  void a_position_that_moves_takes_its_cash_along() {
    cash(", position_id", "'TRADE', -1, 1");
    jdbc.update("update positions set portfolio_id = 2 where position_id = 1");
    assertThat(one("select portfolio_id from cash_movements", Long.class)).isEqualTo(2);
  }

  @Test
  void a_named_row_affects_the_days_from_a_statement_between_it_and_what_it_names() {
    cash(", position_id, replaces, ex_date", "'DIVIDEND', 5, 1, 'DIVIDEND', '2024-06-12'");
    assertThat(lastChange()).isEqualTo("2024-06-20");
    jdbc.update(
        "insert into cash_movements (portfolio_id, movement_date, recorded_at, kind, amount)"
            + " values (1, '2024-06-14', now(), 'BALANCE', 100)");
    jdbc.update("update cash_movements set amount = 4 where kind = 'DIVIDEND'");
    assertThat(lastChange()).isEqualTo("2024-06-14");
  }

  @Test
  void coming_in_kind_is_a_change_from_the_entry_and_a_reference_is_none() {
    long before = changes();
    jdbc.update("update positions set entry_reference = 'T1' where position_id = 1");
    assertThat(changes()).isEqualTo(before);
    jdbc.update("update positions set opened_in_kind = true where position_id = 1");
    assertThat(lastChange()).isEqualTo("2024-05-15");
    jdbc.update(
        "update positions set exit_date = '2024-06-20', exit_price = 1 where position_id = 1");
    jdbc.update("update positions set closed_in_kind = true where position_id = 1");
    assertThat(lastChange()).isEqualTo("2024-06-20");
  }

  private long changes() {
    return one("select count(*) from portfolio_changes", Long.class);
  }

  private String lastChange() {
    return one(
        "select first_date::text from portfolio_changes order by change_id desc limit 1",
        String.class);
  }

  private <T> T one(String sql, Class<T> type) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, type), sql);
  }

  @Test
  void rows_from_before_name_what_they_stood_for_and_wrong_ones_do_not_stop_the_migration()
      throws Exception {
    backToBefore();
    lot(1, "AAA", "2024-06-03", "2024-06-03");
    lot(1, "SPL240621C00300000", "2024-06-03", null);
    jdbc.update(
        """
        insert into cash_movements
          (portfolio_id, movement_date, recorded_at, kind, amount, position_id)
        values (1, '2024-05-15', now(), 'TRADE', -1001, 1), (1, '2024-06-03', now(), 'TRADE', 1009, 3),
          (1, '2024-06-22', now(), 'TRADE', 1000, 4), (1, '2024-06-12', now(), 'DIVIDEND', 5, 1),
          (1, '2024-06-13', now(), 'TRADE', 7, 1), (1, '2024-06-14', now(), 'TRADE', 8, 2),
          (1, '2024-06-15', now(), 'DEPOSIT', -9, null)
        """);
    jdbc.update("update positions set exit_date = '2024-07-01' where position_id = 2");
    assertThatCode(() -> Schema.migrate(database)).doesNotThrowAnyException();

    assertThat(
            jdbc.queryForList(
                "select trim_scale(amount) || ' ' || coalesce(replaces, 'none')"
                    + " || coalesce(' ' || ex_date, '') from cash_movements order by movement_id",
                String.class))
        .isEqualTo(
            List.of(
                "-1001 ENTRY",
                "1009 EXIT",
                "1000 SETTLEMENT",
                "5 DIVIDEND 2024-06-12",
                "7 none",
                "8 none",
                "-9 none"));
    assertThat(jdbc.queryForList("select first_date::text from portfolio_changes", String.class))
        .as("the log is younger than the rows: what is in it comes of the migration")
        .contains("2024-05-15");
  }

  /** Takes back the rules of named rows and all that came after them. */
  private void backToBefore() throws Exception {
    int since =
        one(
            "select count(*) from databasechangelog where orderexecuted >="
                + " (select orderexecuted from databasechangelog"
                + "  where id = 'positions-opened-and-closed')",
            Integer.class);
    try (Connection connection = database.openDirect()) {
      Migration.with(
          connection,
          database.describe(),
          liquibase -> {
            liquibase.rollback(since, new Contexts(), new LabelExpression());
            return since;
          });
    }
  }
}
