package io.afterclose.database.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What applications are told about the tables they work with: each has its comments, and the page
 * deploy/database/README.md has the same words. Written anew with {@code -Dreadme.write=true}.
 */
@ExtendWith(ServerExtension.class)
@Timeout(120)
final class DatabasePageTest {

  private static final Path PAGE = Path.of("../../deploy/database/README.md");
  private static final String BEGIN = "<!-- tables: written by DatabasePageTest -->\n";
  private static final String END = "<!-- end of tables -->\n";

  private static final List<String> OF_APPLICATIONS =
      List.of(
          "portfolios",
          "positions",
          "cash_movements",
          "position_valuations",
          "symbol_onboarding_queue",
          "portfolio_snapshots",
          "portfolio_snapshots_latest",
          "portfolio_daily_performance",
          "portfolio_figures_latest",
          "portfolio_factor_exposures",
          "position_factor_exposures",
          "portfolio_correlations",
          "portfolio_stress_results",
          "position_stress_results",
          "position_contributions",
          "risk_free_rates",
          "portfolio_audit",
          "portfolio_changes");

  private static final String COLUMNS =
      """
      select format('| `%s` | %s | %s | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attidentity <> '' then 'by the database'
          when a.atthasdef then 'may be left out'
          when a.attnotnull and c.relkind = 'r' then 'needed' else '' end,
        col_description(c.oid, a.attnum))
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relname = ? and c.relnamespace = current_schema()::regnamespace
        and a.attnum > 0 and not a.attisdropped
      order by a.attnum
      """;

  private static final String SILENT =
      """
      select c.relname || '.' || a.attname
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v')
        and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null
        and (c.relname like 'portfolio%' or c.relname like 'position%'
          or c.relname in ('cash_movements', 'symbol_onboarding_queue'))
      order by 1
      """;

  private static final String SILENT_TABLES =
      """
      select c.relname from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v')
        and c.relname not like 'batch\\_%' and c.relname not like 'databasechangelog%'
        and obj_description(c.oid) is null
      order by 1
      """;

  private Database database;
  private JdbcTemplate jdbc;

  @BeforeEach
  void migrated() {
    database = ServerExtension.open(ServerExtension.migratedDatabase());
    jdbc = new JdbcTemplate(database.dataSource());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void each_column_that_an_application_meets_has_a_comment() {
    assertThat(jdbc.queryForList(SILENT, String.class)).isEmpty();
  }

  @Test
  void each_table_and_view_has_a_comment() {
    assertThat(jdbc.queryForList(SILENT_TABLES, String.class)).isEmpty();
  }

  @Test
  void the_page_has_the_words_of_the_comments() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(PAGE, page.substring(0, from) + tables() + page.substring(to));
    }
    assertThat(page.substring(from, to)).isEqualTo(tables());
  }

  private String tables() {
    StringBuilder text = new StringBuilder();
    for (String table : OF_APPLICATIONS) {
      String comment =
          jdbc.queryForObject(
              "select obj_description(?::regclass, 'pg_class')", String.class, table);
      text.append("\n### ").append(table).append("\n\n").append(comment).append("\n\n");
      text.append("| column | type | insert | |\n|---|---|---|---|\n");
      jdbc.queryForList(COLUMNS, String.class, table).forEach(row -> text.append(row).append('\n'));
    }
    return text.append('\n').toString();
  }

  @Test
  void the_examples_of_the_page_work() throws IOException {
    String page = Files.readString(PAGE);
    int at = page.indexOf("```sql\n");
    int examples = 0;
    while (at >= 0) {
      int end = page.indexOf("```", at + 7);
      jdbc.execute(page.substring(at + 7, end));
      examples++;
      at = page.indexOf("```sql\n", end);
    }
    assertThat(examples).isGreaterThanOrEqualTo(4);
    assertThat(
            jdbc.queryForList(
                "select concat_ws(' ', investment_class, position_type, trim_scale(multiplier),"
                    + " quantity_as_of) from positions order by position_id",
                String.class))
        .contains("PUBLIC LONG 1 2024-01-31", "OPTIONS LONG 100 2024-01-31");
    assertThat(
            jdbc.queryForList(
                "select reason from portfolio_audit where action = 'CHANGED'", String.class))
        .contains("typo in the confirmation");
  }

  @Test
  void what_cannot_be_is_refused_whoever_writes_it() {
    jdbc.update("insert into portfolios (name) values ('A')");
    for (String wrong :
        List.of(
            "insert into portfolios (name) values (' ')",
            position("'a b', 1, '2024-01-02', 1"),
            position("'AAPL', 0, '2024-01-02', 1"),
            position("'AAPL', 1, '2024-01-02', -1"),
            position("'AAPL', 1, 'infinity', 1"),
            position("'AAPL240119C00150000', 1, '2024-01-22', 1"),
            "insert into positions (portfolio_id, symbol, investment_class, quantity, entry_date,"
                + " entry_price) values (1, 'NONE', 'OPTIONS', 1, '2024-01-02', 1)",
            "insert into cash_movements (portfolio_id, movement_date, kind, amount)"
                + " values (1, 'infinity', 'FEE', 1)")) {
      assertThatThrownBy(() -> jdbc.update(wrong))
          .as(wrong)
          .isInstanceOf(DataIntegrityViolationException.class);
    }
    jdbc.update(
        "insert into positions (portfolio_id, symbol, investment_class, position_type, quantity,"
            + " entry_date, entry_price) values (1, 'LOAN', 'PRIVATE', 'SHORT', 1, '2024-01-02', 900)");
    String valuation =
        "insert into position_valuations (position_id, as_of, amount) select"
            + " max(position_id), ?::date, ? from positions";
    assertThatThrownBy(() -> jdbc.update(valuation, "2024-01-05", 900))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("0 or below");
    assertThat(jdbc.update(valuation, "2024-01-05", -900)).isEqualTo(1);
  }

  private static String position(String values) {
    return "insert into positions (portfolio_id, symbol, quantity, entry_date, entry_price)"
        + " values (1, "
        + values
        + ")";
  }
}
