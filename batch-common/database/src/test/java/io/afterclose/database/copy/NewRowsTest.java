package io.afterclose.database.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.database.connection.Database;
import io.afterclose.database.connection.ServerExtension;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ServerExtension.class)
final class NewRowsTest {

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
    jdbc.execute("create table quote (symbol text primary key, price float8 check (price > 0))");
    jdbc.update("insert into quote values ('B', 2)");
  }

  @Test
  void rows_that_are_new_are_stored() {
    Boolean stored = transaction.execute(status -> stored("A", "C"));
    assertThat(stored).isTrue();
    assertThat(symbols()).containsExactly("A", "B", "C");
  }

  @Test
  void one_known_row_keeps_all_out_and_the_transaction_goes_on() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(stored("A", "B", "C")).isFalse();
          assertThat(stored("D")).isTrue();
        });
    assertThat(symbols()).containsExactly("B", "D");
  }

  @Test
  void another_refusal_is_no_known_row() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        NewRows.copy(
                            dataSource,
                            "quote",
                            List.of("symbol", "price"),
                            copy -> copy.startRow().text("A").float8(-1.0))))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(symbols()).containsExactly("B");
  }

  private static boolean stored(String... symbols) {
    return NewRows.copy(
        dataSource,
        "quote",
        List.of("symbol", "price"),
        copy -> List.of(symbols).forEach(symbol -> copy.startRow().text(symbol).float8(1.0)));
  }

  private static List<String> symbols() {
    return jdbc.queryForList("select symbol from quote order by 1", String.class);
  }
}
