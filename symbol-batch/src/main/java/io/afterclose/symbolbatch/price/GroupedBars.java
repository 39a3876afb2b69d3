package io.afterclose.symbolbatch.price;

import io.afterclose.market.price.ActionWindow;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderChain.FetchResult;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.SessionActions;
import io.afterclose.symbolbatch.provider.SessionPriceProvider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest sessions as a whole, requested at once where many symbols lack them. A symbol that
 * lacks more, or that is not complete there, is requested by itself.
 */
final class GroupedBars {

  private static final Logger LOG = LoggerFactory.getLogger(GroupedBars.class);

  /** Those that were provisional in the run before, the oldest of which is final now, and one. */
  private static final int NEWEST = 7;

  /** No session came at once. */
  static final GroupedBars NONE = new GroupedBars("", new TreeMap<>());

  private final String source;
  private final NavigableMap<LocalDate, SessionData> sessions;

  /** The answer for one session. */
  private record SessionData(Map<Symbol, ProviderBar.RawBar> bars, SessionActions actions) {

    boolean complete(Symbol symbol) {
      return bars.containsKey(symbol) && !actions.unreadable().contains(symbol);
    }
  }

  private GroupedBars(String source, NavigableMap<LocalDate, SessionData> sessions) {
    this.source = source;
    this.sessions = sessions;
  }

  /** Asks for them, the last one first, if enough symbols lack nothing older. */
  static GroupedBars ask(PriceProviders providers, List<PriceGapRequest> wanted) {
    return wanted.isEmpty() ? NONE : ask(providers, wanted, PriceGapRequest.longest(wanted));
  }

  private static GroupedBars ask(
      PriceProviders providers, List<PriceGapRequest> wanted, Sessions sessions) {
    return asked(providers, wanted)
        ? ask(providers.sessions().orElseThrow(), sessions, oldest(sessions))
        : NONE;
  }

  /** Whether enough symbols lack no more than whole sessions would tell. */
  static boolean asked(PriceProviders providers, List<PriceGapRequest> wanted) {
    return providers.sessions().isPresent()
        && wanted.stream().filter(GroupedBars::suits).count()
            >= providers.limits().groupedFetchThreshold();
  }

  /** Whether whole sessions would tell what a symbol lacks. */
  static boolean suits(PriceGapRequest wanted) {
    return wanted.symbol().kind() == AssetKind.LISTED
        && !wanted.gap().firstMissing().isBefore(oldest(wanted.sessions()));
  }

  /** How many of the sessions are requested as a whole. */
  static int count(Sessions sessions) {
    return Math.min(NEWEST, sessions.size());
  }

  private static LocalDate oldest(Sessions sessions) {
    return sessions.at(sessions.size() - count(sessions));
  }

  private static GroupedBars ask(SessionPriceProvider provider, Sessions sessions, LocalDate from) {
    NavigableMap<LocalDate, SessionData> bySession = new TreeMap<>();
    try {
      for (int at = sessions.size() - 1; at >= 0 && !sessions.at(at).isBefore(from); at--) {
        LocalDate session = sessions.at(at);
        bySession.put(
            session, new SessionData(provider.session(session), provider.sessionActions(session)));
      }
    } catch (ProviderFailure failure) {
      LOG.warn("not all sessions came at once: {}", failure.getMessage());
    }
    return new GroupedBars(provider.name(), bySession);
  }

  /** The answer for one symbol; empty when a session that it lacks is not there. */
  Optional<FetchResult> answer(PriceRequest request) {
    if (request.kind() != AssetKind.LISTED || sessions.isEmpty()) {
      return Optional.empty();
    }
    NavigableMap<LocalDate, SessionData> lacking = sessions.tailMap(request.from(), true);
    boolean complete =
        sessions.containsKey(request.from())
            && lacking.values().stream().allMatch(session -> session.complete(request.symbol()));
    return complete ? Optional.of(answer(request, lacking)) : Optional.empty();
  }

  private FetchResult answer(PriceRequest request, Map<LocalDate, SessionData> lacking) {
    Symbol symbol = request.symbol();
    List<ProviderBar> bars = new ArrayList<>();
    List<CorporateAction> actions = new ArrayList<>();
    for (SessionData session : lacking.values()) {
      Optional.ofNullable(session.bars().get(symbol)).ifPresent(bars::add);
      session.actions().actions().stream()
          .filter(action -> action.symbol().equals(symbol))
          .forEach(actions::add);
    }
    ActionWindow answered = new ActionWindow(request.from(), request.to(), false);
    return new FetchResult(
        source, new ProviderResponse(bars, actions, answered, null, 0, 0), List.of());
  }
}
