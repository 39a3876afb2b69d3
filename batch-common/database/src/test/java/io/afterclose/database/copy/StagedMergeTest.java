package io.afterclose.database.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ServerExtension.class)
final class StagedMergeTest {
  private static final List<String> COLUMNS = List.of("symbol", "price");
  private static final String MERGE =
      """
      insert into quote (symbol, price)
      select symbol, price from staged_quote
      on conflict (symbol) do update set price = excluded.price
      where quote.price is distinct from excluded.price
      """;

  private static Database database;
  private static DataSource dataSource;
  private static JdbcTemplate jdbc;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void open() {
    database = ServerExtension.open(ServerExtension.emptyDatabase());
    dataSource = new LazyConnectionDataSourceProxy(database.dataSource());
    jdbc = new JdbcTemplate(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void newTable() {
    jdbc.execute("drop table if exists quote");
    jdbc.execute("create table quote (symbol text primary key, price float8 not null)");
    jdbc.update("insert into quote values ('A', 1), ('B', 2)");
  }

  @Test
  void new_rows_are_inserted_known_ones_updated_and_equal_ones_left() {
    Long changed = transaction.execute(status -> upsert(Map.of("A", 1.0, "B", 3.0, "C", 4.0)));
    assertThat(changed).isEqualTo(2);
    assertThat(jdbc.queryForList("select symbol || price from quote order by 1", String.class))
        .containsExactly("A1", "B3", "C4");
  }

  @Test
  void several_batches_fit_into_one_transaction_which_may_roll_back() {
    transaction.executeWithoutResult(
        status -> {
          upsert(Map.of("X", 1.0));
          upsert(Map.of("Y", 2.0));
          assertThat(jdbc.queryForObject("select count(*) from quote", Long.class)).isEqualTo(4);
          status.setRollbackOnly();
        });
    assertThat(jdbc.queryForObject("select count(*) from quote", Long.class)).isEqualTo(2);
  }

  @Test
  void many_rows_arrive() {
    Long changed =
        transaction.execute(
            status ->
                StagedMerge.run(
                    dataSource,
                    "quote",
                    COLUMNS,
                    copy -> {
                      for (int i = 0; i < 5_000; i++) {
                        copy.startRow().text("S" + i).float8((double) i);
                      }
                    },
                    MERGE));
    assertThat(changed).isEqualTo(5_000);
  }

  @Test
  void several_statements_read_the_same_rows_in_their_order() {
    Long changed =
        transaction.execute(
            status ->
                StagedMerge.run(
                    dataSource,
                    "quote",
                    COLUMNS,
                    copy -> copy.startRow().text("B").float8(50.0),
                    "delete from quote q using staged_quote s where q.symbol = s.symbol",
                    "insert into quote (symbol, price) select symbol, price * 2 from staged_quote"));
    assertThat(changed).isEqualTo(2);
    assertThat(jdbc.queryForObject("select price from quote where symbol = 'B'", Double.class))
        .isEqualTo(100.0);
  }

  @Test
  void without_a_transaction_it_is_refused() {
    assertThatThrownBy(() -> upsert(Map.of("A", 9.0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a transaction");
  }

  private static long upsert(Map<String, Double> quotes) {
    return StagedMerge.run(
        dataSource,
        "quote",
        COLUMNS,
        copy -> quotes.forEach((symbol, price) -> copy.startRow().text(symbol).float8(price)),
        MERGE);
  }
}
