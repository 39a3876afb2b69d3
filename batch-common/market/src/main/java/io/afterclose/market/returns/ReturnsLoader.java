package io.afterclose.market.returns;

import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceHistory;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.returns.ReturnMatrix;
import io.afterclose.quant.returns.ReturnSeries;
import io.afterclose.quant.symbol.Symbol;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Loads the total returns of many symbols on one axis of sessions, in two queries. Nothing dated
 * after the axis' last session is read.
 */
public final class ReturnsLoader {

  private static final String CLOSES =
      """
      select symbol, price_date, close::float8 as close from market_data_cache
      where price_date between ? and ? and symbol = any (?)
      """;

  private static final int FETCH_SIZE = 10_000;

  private final JdbcTemplate jdbc;
  private final CorporateActionStore actions;

  public ReturnsLoader(DataSource dataSource, CorporateActionStore actions) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.actions = actions;
  }

  /** One column per symbol that was asked for, also where it has no price at all. */
  public ReturnMatrix load(Sessions axis, Collection<Symbol> symbols) {
    Map<Symbol, PriceHistory.Builder> histories = new TreeMap<>();
    symbols.forEach(symbol -> histories.put(symbol, PriceHistory.on(axis, symbol)));
    jdbc.execute((ConnectionCallback<Integer>) connection -> streamed(connection, axis, histories));
    for (CorporateAction action : actions.between(axis.first(), axis.last(), symbols)) {
      PriceHistory.Builder history = histories.get(action.symbol());
      if (history != null) {
        apply(action, history);
      }
    }
    List<ReturnSeries> series =
        histories.values().stream().map(history -> ReturnSeries.of(history.build())).toList();
    return ReturnMatrix.of(axis, series);
  }

  /** The driver streams only inside a transaction; without one it would hold all rows at once. */
  private static int streamed(
      Connection connection, Sessions axis, Map<Symbol, PriceHistory.Builder> histories)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      return closes(connection, axis, histories);
    }
    connection.setAutoCommit(false);
    try {
      return closes(connection, axis, histories);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static int closes(
      Connection connection, Sessions axis, Map<Symbol, PriceHistory.Builder> histories)
      throws SQLException {
    Map<String, PriceHistory.Builder> byText = new TreeMap<>();
    histories.forEach((symbol, history) -> byText.put(symbol.text(), history));
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(CLOSES)) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setObject(1, axis.first());
      statement.setObject(2, axis.last());
      statement.setArray(3, connection.createArrayOf("text", byText.keySet().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          PriceHistory.Builder history = byText.get(row.getString(1));
          if (history != null) {
            history.close(row.getObject(2, LocalDate.class), row.getDouble(3));
            rows++;
          }
        }
      }
    }
    return rows;
  }

  private static void apply(CorporateAction action, PriceHistory.Builder history) {
    double value = action.value().doubleValue();
    switch (action.kind()) {
      case SPLIT -> history.split(action.exDate(), value);
      case DIVIDEND, IMPLIED -> history.cash(action.exDate(), value);
    }
  }
}
