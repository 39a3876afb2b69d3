package io.afterclose.market.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.market.universe.UniverseMember;
import io.afterclose.market.universe.UniverseStore;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.testkit.PostgresExtension;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

final class SymbolProfileStoreTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Symbol META = Symbol.of("META");
  private static final Symbol ACME = Symbol.of("ACME");
  private static final LocalDate MAY = LocalDate.of(2022, 5, 31);
  private static final LocalDate JUNE = LocalDate.of(2022, 6, 30);
  private static final LocalDate JULY = LocalDate.of(2022, 7, 29);

  private final SymbolProfileStore store = new SymbolProfileStore(POSTGRES.dataSource());

  @BeforeEach
  void empty() {
    POSTGRES.reset();
  }

  private void state(
      LocalDate session,
      Symbol symbol,
      @Nullable String name,
      @Nullable String sector,
      @Nullable String industry) {
    store.state(Map.of(symbol, new SymbolProfile(name, sector, industry)), session);
  }

  private @Nullable SymbolProfile on(LocalDate date, Symbol symbol) {
    return store.on(date, List.of(symbol)).get(symbol);
  }

  private List<String> rows() {
    return new JdbcTemplate(POSTGRES.dataSource())
        .queryForList(
            "select concat_ws(' ', symbol, valid_from, name, sector, industry, source)"
                + " from symbol_profiles order by symbol, valid_from",
            String.class);
  }

  @Test
  void a_date_reads_the_newest_row_up_to_it_and_one_before_all_the_oldest() {
    state(JUNE, META, "Facebook", "Tech", null);
    state(JULY, META, "Meta", "Media", null);

    assertThat(on(JUNE, META)).isEqualTo(new SymbolProfile("Facebook", "Tech", null));
    assertThat(on(JULY.minusDays(1), META)).isEqualTo(new SymbolProfile("Facebook", "Tech", null));
    assertThat(on(JULY, META)).isEqualTo(new SymbolProfile("Meta", "Media", null));
    assertThat(on(JULY.plusYears(1), META)).isEqualTo(new SymbolProfile("Meta", "Media", null));
    assertThat(on(MAY, META)).isEqualTo(new SymbolProfile("Facebook", "Tech", null));
    assertThat(on(JUNE, ACME)).isNull();
  }

  @Test
  void what_an_operator_states_takes_the_place_of_what_is_known_and_the_rest_stays() {
    state(JUNE, ACME, "Acme Corp", null, "Anvils");
    state(JULY, ACME, null, "Industry", "Rockets");

    assertThat(on(JULY, ACME)).isEqualTo(new SymbolProfile("Acme Corp", "Industry", "Rockets"));
  }

  @Test
  void what_a_provider_reports_completes_what_is_known() {
    state(JUNE, ACME, "Acme Corp", null, null);
    store.complete(
        Map.of(
            ACME, new SymbolProfile("ACME CORPORATION", "Industry", "Rockets"),
            META, new SymbolProfile(null, "Media", null)),
        "fmp",
        JULY);

    assertThat(rows())
        .containsExactly(
            "ACME 2022-06-30 Acme Corp operator",
            "ACME 2022-07-29 Acme Corp Industry Rockets fmp",
            "META 2022-07-29 Media fmp");
  }

  @Test
  void a_second_statement_of_one_session_is_in_the_row_of_the_first() {
    state(JUNE, ACME, "Acme", null, null);
    state(JUNE, ACME, "Acme Corp", "Industry", null);

    assertThat(rows()).containsExactly("ACME 2022-06-30 Acme Corp Industry operator");
  }

  @Test
  void nothing_new_is_no_row() {
    state(JUNE, ACME, "Acme Corp", null, null);
    state(JULY, ACME, "Acme Corp", null, null);
    state(JULY, ACME, null, null, null);
    state(JULY, META, null, null, null);

    assertThat(rows()).containsExactly("ACME 2022-06-30 Acme Corp operator");
  }

  @Test
  void a_profile_is_lacking_until_it_is_known_or_was_requested_lately() {
    new UniverseStore(POSTGRES.dataSource(), Clock.systemUTC())
        .add(
            List.of(
                UniverseMember.explicit(ACME, null, null, null),
                UniverseMember.explicit(META, null, null, null)));
    List<Symbol> both = List.of(META, ACME);
    assertThat(store.lacking(both, MAY, 10)).containsExactly(ACME, META);
    assertThat(store.lacking(both, MAY, 1)).containsExactly(ACME);

    store.requested(List.of(ACME), JUNE);
    assertThat(store.lacking(both, MAY, 10)).containsExactly(META);
    assertThat(store.lacking(both, JULY, 10))
        .as("never requested first")
        .containsExactly(META, ACME);

    state(JUNE, META, "a name alone is no profile", null, null);
    assertThat(store.lacking(both, MAY, 10)).containsExactly(META);
    state(JUNE, META, null, "Media", null);
    assertThat(store.lacking(both, MAY, 10)).isEmpty();
  }

  @Test
  void the_day_of_a_request_never_goes_back() {
    new UniverseStore(POSTGRES.dataSource(), Clock.systemUTC())
        .add(List.of(UniverseMember.explicit(ACME, null, null, null)));
    store.requested(List.of(ACME), JULY);
    store.requested(List.of(ACME), MAY);

    assertThat(store.lacking(List.of(ACME), JUNE, 10)).isEmpty();
  }

  @Test
  void a_text_longer_than_its_column_is_refused_with_its_length() {
    assertThatThrownBy(() -> new SymbolProfile(null, "s".repeat(101), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sector of at most 100 characters was expected, found 101");
  }
}
