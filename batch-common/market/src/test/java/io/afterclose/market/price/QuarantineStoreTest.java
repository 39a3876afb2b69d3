package io.afterclose.market.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Values that are no prices, night after night. */
final class QuarantineStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final SettableClock clock = SettableClock.at("2022-07-01T02:00:00Z");
  private final QuarantineStore store = new QuarantineStore(POSTGRES.dataSource(), clock);
  private final JdbcTemplate jdbc = new JdbcTemplate(POSTGRES.dataSource());

  @BeforeEach
  void nothing_is_kept() {
    POSTGRES.reset();
  }

  @Test
  void a_value_that_each_night_meets_is_one_row_that_each_of_them_lists() {
    for (long night = 1; night <= 400; night++) {
      clock.advance(Duration.ofDays(1));
      store.save(night, List.of(value("-1", null), value("7", "7")));
    }
    assertThat(rows()).isEqualTo(2);
    assertThat(store.ofRuns(List.of(250L))).hasSize(2);
    assertThat(store.ofRuns(List.of(400L, 399L)))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.runs()).isEqualTo(300));
    assertThat(store.ofRuns(List.of(401L))).isEmpty();
    assertThat(
            jdbc.queryForList(
                "select distinct (quarantined_at - first_seen_at)::text from"
                    + " market_data_quarantine where job_execution_id = 400",
                String.class))
        .containsExactly("399 days");
  }

  @Test
  void a_value_that_one_run_meets_twice_counts_once() {
    store.save(1, List.of(value("7", "7"), value("7", "7")));
    store.save(1, List.of(value("7", "7")));
    assertThat(store.ofRuns(List.of(1L)))
        .singleElement()
        .satisfies(row -> assertThat(row.runs()).isEqualTo(1));
  }

  @Test
  void another_number_another_reason_and_another_day_are_rows_of_their_own() {
    store.save(1, List.of(value("7", "7"), value("8", "8")));
    store.save(
        2,
        List.of(
            new QuarantinedValue("ACME", "2022-06-30", "BAD_VOLUME", "7", "csv", price("7")),
            new QuarantinedValue("ACME", "2022-06-29", "CONTRADICTED", "7", "csv", price("7"))));
    assertThat(rows()).isEqualTo(4);
  }

  @Test
  void what_was_rejected_stays_so_and_what_was_accepted_is_open_again_when_it_comes_again() {
    store.save(1, List.of(value("7", "7"), value("8", "8")));
    List<QuarantineRow> first = store.ofRuns(List.of(1L));
    store.decide(first.get(0).id(), "REJECTED");
    store.decide(first.get(1).id(), "ACCEPTED");
    store.save(2, List.of(value("7", "7"), value("8", "8")));
    assertThat(store.ofRuns(List.of(2L)))
        .extracting(QuarantineRow::decision)
        .containsExactly("REJECTED", null);
    store.save(
        3,
        List.of(new QuarantinedValue("ACME", "2022-06-30", "BAD_VOLUME", "", "csv", price("7"))));
    assertThat(store.ofRuns(List.of(3L)))
        .as("the same close for another reason")
        .singleElement()
        .satisfies(row -> assertThat(row.decision()).isEqualTo("REJECTED"));
  }

  private static QuarantinedValue value(String detail, @Nullable String close) {
    return new QuarantinedValue(
        "ACME", "2022-06-30", "CONTRADICTED", detail, "csv", close == null ? null : price(close));
  }

  private static BigDecimal price(String close) {
    return new BigDecimal(close);
  }

  private int rows() {
    return store.ofRuns(java.util.stream.LongStream.rangeClosed(1, 400).boxed().toList()).size();
  }
}
