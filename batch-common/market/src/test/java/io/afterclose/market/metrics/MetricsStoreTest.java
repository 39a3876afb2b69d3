package io.afterclose.market.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.market.profile.SymbolProfile;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class MetricsStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final LocalDate D = LocalDate.of(2022, 6, 30);
  private static final Symbol SPY = Symbol.of("SPY");

  private final MetricsStore store = new MetricsStore(POSTGRES.dataSource());
  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  private static StoredMetrics row(String close) {
    return new StoredMetrics(
        D,
        new SymbolMetrics(
            SPY,
            new BigDecimal(close),
            Map.of(),
            Map.of(),
            Map.of(),
            new DataQuality(true, false, false, true, false),
            new TreeMap<>()),
        SymbolProfile.UNKNOWN);
  }

  @Test
  void of_two_that_save_rows_of_one_date_the_second_waits_and_both_succeed() throws Exception {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()));
    CompletableFuture<Void> second =
        transaction.execute(
            status -> {
              store.save(D, List.of(row("377.25")), 3);
              CompletableFuture<Void> other =
                  CompletableFuture.runAsync(
                      () ->
                          transaction.executeWithoutResult(
                              beside -> store.save(D, List.of(row("377.26")), 3)));
              while (waiting() == 0 && !other.isDone()) {
                Thread.onSpinWait();
              }
              assertThat(other).isNotDone();
              return other;
            });
    Objects.requireNonNull(second).get(30, TimeUnit.SECONDS);
    assertThat(store.find(D, SPY))
        .singleElement()
        .satisfies(stored -> assertThat(stored.metrics().close()).isEqualByComparingTo("377.26"));
  }

  private long waiting() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted",
            Long.class));
  }
}
