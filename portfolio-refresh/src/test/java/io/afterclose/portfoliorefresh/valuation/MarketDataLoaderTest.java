package io.afterclose.portfoliorefresh.valuation;

import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.price.PriceStore;
import io.afterclose.portfolio.position.Position;
import io.afterclose.quant.price.ActionTerms;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.CorporateAction.Kind;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which closes from before the valued sessions are asked for. */
class MarketDataLoaderTest {

  private final Source source = new Source();
  private final Position lot = position("AAA").quantity("10").entry("2024-01-16", "9").made();

  private MarketData load(Position position, String... sessions) {
    return new MarketDataLoader(NyseCalendar.standard(), source)
        .load(
            List.of(history(position)), List.of(sessions).stream().map(LocalDate::parse).toList());
  }

  @Test
  void none_where_a_close_prices_the_oldest_session() {
    source.closes.put(LocalDate.parse("2024-02-21"), "12");
    load(lot, "2024-02-28", "2024-03-28");

    assertThat(source.asked).isEmpty();
  }

  @Test
  void none_for_a_private_position_and_for_one_that_is_over() {
    load(position("FUND").privately().made(), "2024-02-28");
    load(position("AAA").entry("2024-01-16", "9").exit("2024-02-20", "9").made(), "2024-02-28");

    assertThat(source.asked).isEmpty();
  }

  @Test
  void the_latest_one_since_the_entry_where_nothing_prices_it() {
    source.closes.put(LocalDate.parse("2024-01-17"), "11");
    source.closes.put(LocalDate.parse("2024-01-18"), "12");
    MarketData loaded = load(lot, "2024-02-28", "2024-03-28");

    // From five sessions before the entry to six before the oldest session.
    assertThat(source.asked)
        .containsExactly(
            new CloseWindow<>(
                Symbol.of("AAA"), LocalDate.parse("2024-01-08"), LocalDate.parse("2024-02-20")));
    assertThat(loaded.closeOn(Symbol.of("AAA"), LocalDate.parse("2024-01-18"))).isPresent();
    assertThat(loaded.closeOn(Symbol.of("AAA"), LocalDate.parse("2024-01-17"))).isEmpty();
  }

  @Test
  void one_from_before_what_nobody_has_explained() {
    source.closes.put(LocalDate.parse("2024-01-18"), "12");
    source.closes.put(LocalDate.parse("2024-02-27"), "8");
    source.actions.add(
        new CorporateAction(
            Symbol.of("AAA"),
            LocalDate.parse("2024-01-23"),
            Kind.SPLIT,
            new BigDecimal("1.281"),
            ActionTerms.NONE,
            true));
    load(lot, "2024-02-28");

    assertThat(source.asked)
        .containsExactly(
            new CloseWindow<>(
                Symbol.of("AAA"), LocalDate.parse("2024-01-08"), LocalDate.parse("2024-01-22")));
  }

  /** One symbol's closes and actions, in memory. */
  private static final class Source implements MarketSource {
    private final NavigableMap<LocalDate, String> closes = new TreeMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();
    private final List<CloseWindow<Symbol>> asked = new ArrayList<>();

    @Override
    public void closesBetween(
        LocalDate from,
        LocalDate to,
        Collection<Symbol> symbols,
        PriceStore.CloseConsumer consumer) {
      closes
          .subMap(from, true, to, true)
          .forEach((day, close) -> consumer.accept(Symbol.of("AAA"), day, new BigDecimal(close)));
    }

    @Override
    public void latestCloses(
        Collection<CloseWindow<Symbol>> windows, PriceStore.CloseConsumer consumer) {
      asked.addAll(windows);
      for (CloseWindow<Symbol> window : windows) {
        closes.subMap(window.from(), true, window.upTo(), true).keySet().stream()
            .max(Comparator.naturalOrder())
            .ifPresent(
                day -> consumer.accept(window.symbol(), day, new BigDecimal(closes.get(day))));
      }
    }

    @Override
    public List<CorporateAction> actionsBetween(
        LocalDate from, LocalDate to, Collection<Symbol> symbols) {
      return actions;
    }

    @Override
    public OptionRoots optionRoots() {
      return OptionRoots.NONE_LISTED;
    }
  }
}
