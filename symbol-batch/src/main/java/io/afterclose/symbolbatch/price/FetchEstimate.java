package io.afterclose.symbolbatch.price;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.run.execution.TimeLimit;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.PriceRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the requests of a run take at one provider, within its rate. Each symbol is counted at
 * the first provider of its kind; what the others are asked for besides is not known before.
 *
 * @param requests at least 1
 * @param spacing between two requests; zero without a rate
 * @param limit of the run; empty for none
 */
record FetchEstimate(
    String provider, long requests, String what, Duration spacing, Optional<Duration> limit) {

  private static final Logger LOG = LoggerFactory.getLogger(FetchEstimate.class);

  /** Requests of one sort: how many symbols, sessions or lists, and what each costs. */
  private record Part(String provider, int count, String noun, FetchCost cost) {

    long requests() {
      return (long) count * cost.requests();
    }
  }

  /**
   * Those of the providers that send requests, in the order in which they are first called.
   *
   * @param wanted with the same sessions
   * @param to the newest day wanted
   * @param profiles of how many symbols they are asked for
   */
  static List<FetchEstimate> of(
      PriceProviders providers,
      List<PriceGapRequest> wanted,
      LocalDate to,
      int profiles,
      TimeLimit limit) {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    for (Part part : parts(providers, wanted, to, profiles)) {
      if (part.requests() > 0) {
        parts.computeIfAbsent(part.provider(), name -> new ArrayList<>()).add(part);
      }
    }
    return parts.values().stream().map(all -> of(all, limit)).toList();
  }

  private static List<Part> parts(
      PriceProviders providers, List<PriceGapRequest> wanted, LocalDate to, int profiles) {
    boolean bySession = GroupedBars.asked(providers, wanted);
    List<Part> parts = new ArrayList<>();
    if (bySession && !wanted.isEmpty()) {
      int sessions = GroupedBars.count(PriceGapRequest.longest(wanted));
      providers
          .sessions()
          .ifPresent(
              source ->
                  parts.add(new Part(source.name(), sessions, "sessions", source.sessionCost())));
    }
    for (AssetKind kind : AssetKind.values()) {
      List<PriceGapRequest> ofKind =
          wanted.stream()
              .filter(request -> request.symbol().kind() == kind)
              .filter(request -> !(bySession && GroupedBars.suits(request)))
              .toList();
      providers.chain().order(kind).stream()
          .findFirst()
          .ifPresent(first -> parts.addAll(symbols(first, kind, ofKind, to)));
    }
    providers
        .profiles()
        .ifPresent(
            source ->
                parts.add(
                    new Part(
                        source.name(),
                        lists(profiles, source.batchSize()),
                        "profile lists",
                        source.requestCost())));
    return parts;
  }

  private static int lists(int symbols, int batchSize) {
    return (symbols + batchSize - 1) / batchSize;
  }

  private static List<Part> symbols(
      PriceProvider provider, AssetKind kind, List<PriceGapRequest> wanted, LocalDate to) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    PriceGapRequest any = wanted.get(0);
    FetchCost cost =
        provider.cost(new PriceRequest(any.symbol().symbol(), kind, any.gap().firstMissing(), to));
    String noun = kind == AssetKind.OPTION ? "options" : "symbols";
    return List.of(new Part(provider.name(), wanted.size(), noun, cost));
  }

  private static FetchEstimate of(List<Part> parts, TimeLimit limit) {
    List<String> what =
        parts.stream()
            .map(part -> "%d %s x %d".formatted(part.count(), part.noun(), part.cost().requests()))
            .toList();
    return new FetchEstimate(
        parts.get(0).provider(),
        parts.stream().mapToLong(Part::requests).sum(),
        String.join(" + ", what),
        parts.get(0).cost().spacing(),
        limit.length());
  }

  /** How long they take when each is answered at once and none is repeated. */
  Duration duration() {
    return spacing.multipliedBy(requests);
  }

  /** Whether the run can end within its time limit. */
  boolean fits() {
    return limit.isEmpty() || duration().compareTo(limit.get()) <= 0;
  }

  /** One line, with what to do when it cannot. */
  String describe() {
    String line =
        "Provider %s: about %d requests (%s), %s".formatted(provider, requests, what, rate());
    return fits()
        ? line
        : line
            + ": the run will be stopped at its limit and resumed by the next one. Take fewer"
            + " symbols, raise AFTERCLOSE_%s_RATE if the plan allows it, or set a longer"
                .formatted(provider.toUpperCase(Locale.ROOT))
            + " --time-limit";
  }

  private String rate() {
    if (spacing.isZero()) {
      return "without a rate";
    }
    String minutes = "about %s at %s".formatted(minutes(duration()), pace());
    return limit.map(length -> minutes + "; the time limit is " + minutes(length)).orElse(minutes);
  }

  /** The rate as settings write it, in words. */
  private String pace() {
    for (PaceUnit unit : PaceUnit.values()) {
      long requests = Math.round((double) unit.length.toNanos() / spacing.toNanos());
      if (requests > 0 && unit.length.dividedBy(requests).equals(spacing)) {
        return requests + " requests/" + unit.name;
      }
    }
    return "a request each " + spacing.toMillis() + " ms";
  }

  /** The units that a rate may be given in, the shortest first. */
  private enum PaceUnit {
    SECOND("s", Duration.ofSeconds(1)),
    MINUTE("min", Duration.ofMinutes(1)),
    HOUR("h", Duration.ofHours(1)),
    DAY("day", Duration.ofDays(1));

    private final String name;
    private final Duration length;

    PaceUnit(String name, Duration length) {
      this.name = name;
      this.length = length;
    }
  }

  private static String minutes(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(1)) < 0
        ? "less than 1 min"
        : "%d min".formatted(duration.plusSeconds(59).toMinutes());
  }

  /** Writes the line, as a warning when the run cannot end. */
  void log() {
    if (fits()) {
      LOG.info("{}", describe());
    } else {
      LOG.warn("{}", describe());
    }
  }
}
