package io.afterclose.market.universe;

import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The option roots that are not the ticker of their share. */
public final class OptionRootStore {

  private static final String ROOTS = "select root, underlying from option_roots";

  private final JdbcClient jdbc;

  public OptionRootStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** All of them. */
  public OptionRoots roots() {
    Map<String, Optional<Symbol>> listed = new HashMap<>();
    jdbc.sql(ROOTS)
        .query(
            row -> {
              listed.put(
                  row.getString("root"),
                  Optional.ofNullable(row.getString("underlying")).map(Symbol::new));
            });
    return OptionRoots.of(listed);
  }
}
