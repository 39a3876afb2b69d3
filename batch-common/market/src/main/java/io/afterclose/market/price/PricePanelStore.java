package io.afterclose.market.price;

import io.afterclose.quant.symbol.Symbol;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the closes of many symbols over many sessions, row by row. */
public final class PricePanelStore {

  private static final String CLOSES =
      """
      select symbol, price_date, close::float8 as close from market_data_cache
      where price_date between ? and ? and symbol = any (?)
      """;

  private static final int FETCH_SIZE = 10_000;

  private final JdbcTemplate jdbc;

  public PricePanelStore(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Takes one close. */
  @FunctionalInterface
  public interface CloseConsumer {

    /**
     * @param close USD as traded
     */
    void accept(Symbol symbol, LocalDate date, double close);
  }

  /** Hands out the closes from a day to another, both included, in no order. */
  public void forEachClose(
      LocalDate from, LocalDate to, Collection<Symbol> symbols, CloseConsumer consumer) {
    Map<String, Symbol> byText =
        symbols.stream().collect(Collectors.toMap(Symbol::text, Function.identity(), (a, b) -> a));
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              stream(connection, from, to, byText, consumer);
              return byText.size();
            });
  }

  /** The driver streams only inside a transaction; without one it would hold all rows at once. */
  private static void stream(
      Connection connection,
      LocalDate from,
      LocalDate to,
      Map<String, Symbol> symbols,
      CloseConsumer consumer)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      read(connection, from, to, symbols, consumer);
      return;
    }
    connection.setAutoCommit(false);
    try {
      read(connection, from, to, symbols, consumer);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void read(
      Connection connection,
      LocalDate from,
      LocalDate to,
      Map<String, Symbol> symbols,
      CloseConsumer consumer)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOSES)) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setObject(1, from);
      statement.setObject(2, to);
      statement.setArray(3, connection.createArrayOf("text", symbols.keySet().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Symbol symbol = symbols.get(row.getString(1));
          if (symbol != null) {
            consumer.accept(symbol, row.getObject(2, LocalDate.class), row.getDouble(3));
          }
        }
      }
    }
  }
}
