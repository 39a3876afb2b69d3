package io.afterclose.market.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.quant.factor.Estimate;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.factor.FactorFit;
import io.afterclose.quant.factor.ModelDiagnostics;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class ExposureStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol ACME = Symbol.of("ACME");
  private static final Symbol BOLT = Symbol.of("BOLT");
  private static final LocalDate NIGHT = LocalDate.of(2022, 6, 30);

  private final ExposureStore store = new ExposureStore(POSTGRES.dataSource());
  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  @BeforeEach
  void nothing_is_stored() {
    POSTGRES.reset();
  }

  @Test
  void every_bit_of_a_fit_comes_back() {
    FactorFit.Fitted fit = fitted(ACME, 7.1 / 3);
    store.save(NIGHT, List.of(fit));
    ExposureRow row = store.find(NIGHT, Optional.of(ACME)).get(0);
    assertThat(row.value(Estimate::beta)).isEqualTo(fit.estimate().beta());
    assertThat(row.value(Estimate::rawBeta)).isEqualTo(7.1 / 3);
    assertThat(row.value(Estimate::alpha)).isEqualTo(1e-17);
    assertThat(row.value(Estimate::rSquared)).isEqualTo(1.0 / 3);
    assertThat(row.value(Estimate::standardError)).isEqualTo(Math.PI);
    assertThat(row.value(Estimate::pValue)).isEqualTo(4.9e-324);
    assertThat(row.quality()).isEqualTo("FULL_HISTORY");
    assertThat(row.status()).isEqualTo("FITTED");
  }

  @Test
  void a_capped_beta_has_its_raw_one_beside_it() {
    store.save(NIGHT, List.of(fitted(ACME, -7.5)));
    ExposureRow row = store.find(NIGHT, Optional.empty()).get(0);
    assertThat(row.value(Estimate::beta)).isEqualTo(-5.0);
    assertThat(row.value(Estimate::rawBeta)).isEqualTo(-7.5);
  }

  @Test
  void what_was_not_fitted_is_a_row_without_numbers_and_with_its_reason() {
    store.save(NIGHT, List.of(notFitted(ACME)));
    ExposureRow row = store.find(NIGHT, Optional.empty()).get(0);
    assertThat(row.fitted()).isFalse();
    assertThat(row.value(Estimate::beta)).isNull();
    assertThat(row.value(Estimate::rawBeta)).isNull();
    assertThat(row.status()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(row.observations()).isEqualTo(12);
    assertThat(row.detail()).isEqualTo("12 of 30");
  }

  @Test
  void saving_again_replaces_the_same_symbols_and_factors_and_nothing_else() {
    store.save(NIGHT, List.of(fitted(ACME, 1), fitted(BOLT, 2)));
    store.save(NIGHT.minusDays(1), List.of(fitted(ACME, 3)));
    store.save(
        NIGHT,
        List.of(
            new FactorFit.NotFitted(
                ACME, Factor.IR_BETA, FactorFit.Reason.DEGENERATE_REGRESSOR, "flat", 90, 90)));
    store.save(NIGHT, List.of(notFitted(ACME)));
    store.save(NIGHT, List.of(notFitted(ACME)));
    assertThat(store.find(NIGHT, Optional.empty()))
        .extracting(row -> row.symbol() + " " + row.factor() + " " + row.status())
        .containsExactly(
            "ACME MARKET_BETA INSUFFICIENT_DATA",
            "ACME IR_BETA DEGENERATE_REGRESSOR",
            "BOLT MARKET_BETA FITTED");
    assertThat(store.find(NIGHT.minusDays(1), Optional.empty())).hasSize(1);
  }

  @Test
  void of_two_that_save_fits_of_one_date_the_second_waits_and_both_succeed() throws Exception {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(POSTGRES.dataSource()));
    CompletableFuture<Void> second =
        transaction.execute(
            status -> {
              store.save(NIGHT, List.of(fitted(ACME, 1)));
              CompletableFuture<Void> other =
                  CompletableFuture.runAsync(
                      () ->
                          transaction.executeWithoutResult(
                              beside -> store.save(NIGHT, List.of(fitted(ACME, 2)))));
              while (waiting() == 0 && !other.isDone()) {
                Thread.onSpinWait();
              }
              assertThat(other).isNotDone();
              return other;
            });
    Objects.requireNonNull(second).get(30, TimeUnit.SECONDS);
    assertThat(store.find(NIGHT, Optional.of(ACME)))
        .singleElement()
        .satisfies(row -> assertThat(row.value(Estimate::rawBeta)).isEqualTo(2));
  }

  private long waiting() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted",
            Long.class));
  }

  @Test
  void symbols_without_all_factors_fitted_are_incomplete() {
    for (Factor factor : Factor.values()) {
      store.save(NIGHT, List.of(fitted(ACME, factor, 1)));
      store.save(
          NIGHT,
          List.of(
              factor == Factor.SIZE
                  ? new FactorFit.NotFitted(
                      BOLT, factor, FactorFit.Reason.INSUFFICIENT_DATA, "3 of 30", 3, 90)
                  : fitted(BOLT, factor, 1)));
    }
    Symbol none = Symbol.of("NONE");
    LocalDate before = NIGHT.minusDays(1);
    SortedMap<LocalDate, Set<Symbol>> asked = new TreeMap<>();
    asked.put(NIGHT, Set.of(none, ACME, BOLT));
    asked.put(before, Set.of(ACME));
    asked.put(before.minusDays(1), Set.of());
    assertThat(store.incomplete(asked))
        .containsExactly(Map.entry(before, Set.of(ACME)), Map.entry(NIGHT, Set.of(BOLT, none)));
    assertThat(store.incomplete(new TreeMap<>(Map.of(NIGHT, Set.of(ACME))))).isEmpty();
    assertThat(store.incomplete(new TreeMap<>())).isEmpty();
  }

  @Test
  void diagnostics_of_a_date_are_replaced_too() {
    diagnostics(10.5);
    diagnostics(11.5);
    assertThat(
            jdbc.queryForList(
                "select model || ' ' || factor_code || ' ' || condition_number || ' ' ||"
                    + " variance_inflation from factor_model_diagnostics order by 1",
                String.class))
        .containsExactly("ridge GROWTH 11.5 2.5", "ridge VALUE 11.5 1.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'NaN'", "5.0000001", "-5.1", "'Infinity'", "null"})
  void the_database_refuses_a_beta_that_cannot_be(String beta) {
    assertThatThrownBy(
            () ->
                jdbc.execute(
                    "insert into symbol_factor_exposures (symbol, factor_code, calculation_date,"
                        + " status, beta, raw_beta, observations, window_sessions)"
                        + " values ('X', 'MARKET_BETA', '2022-06-30', 'FITTED', "
                        + beta
                        + ", 1, 90, 90)"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  private void diagnostics(double conditionNumber) {
    store.saveDiagnostics(
        NIGHT,
        new ModelDiagnostics(
            "ridge", conditionNumber, Map.of(Factor.VALUE, 1.5, Factor.GROWTH, 2.5), 90));
  }

  private static FactorFit.Fitted fitted(Symbol symbol, double rawBeta) {
    return fitted(symbol, Factor.MARKET_BETA, rawBeta);
  }

  private static FactorFit.Fitted fitted(Symbol symbol, Factor factor, double rawBeta) {
    return new FactorFit.Fitted(
        symbol,
        factor,
        new Estimate(
            Math.max(-5, Math.min(5, rawBeta)), rawBeta, 1e-17, 1.0 / 3, Math.PI, 4.9e-324),
        90,
        90,
        FactorFit.Quality.FULL_HISTORY);
  }

  private static FactorFit.NotFitted notFitted(Symbol symbol) {
    return new FactorFit.NotFitted(
        symbol, Factor.MARKET_BETA, FactorFit.Reason.INSUFFICIENT_DATA, "12 of 30", 12, 90);
  }
}
