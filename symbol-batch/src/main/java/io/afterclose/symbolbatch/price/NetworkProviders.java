package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.provider.settings.NetworkProperties.FMP;
import static io.afterclose.symbolbatch.provider.settings.NetworkProperties.POLYGON;
import static io.afterclose.symbolbatch.provider.settings.NetworkProperties.YAHOO;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.run.execution.Pause;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.ProfileProvider;
import io.afterclose.symbolbatch.provider.ProviderChain;
import io.afterclose.symbolbatch.provider.SessionPriceProvider;
import io.afterclose.symbolbatch.provider.fmp.FmpProfiles;
import io.afterclose.symbolbatch.provider.fmp.FmpProvider;
import io.afterclose.symbolbatch.provider.fmp.FmpRows;
import io.afterclose.symbolbatch.provider.http.HttpCaller;
import io.afterclose.symbolbatch.provider.http.RefusalWords;
import io.afterclose.symbolbatch.provider.polygon.PolygonProvider;
import io.afterclose.symbolbatch.provider.polygon.PolygonRows;
import io.afterclose.symbolbatch.provider.settings.ApiKey;
import io.afterclose.symbolbatch.provider.settings.NetworkProperties;
import io.afterclose.symbolbatch.provider.yahoo.YahooProvider;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * The network providers of a run. One that needs a key and has none is not built, which is said in
 * one line. Safe for use by many threads; limits and breakers are shared by all threads.
 */
public final class NetworkProviders {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkProviders.class);

  private final NetworkProperties properties;
  private final Map<String, PriceProvider> providers = new LinkedHashMap<>();
  private @Nullable ProfileProvider profiles;
  private @Nullable SessionPriceProvider sessions;

  private NetworkProviders(NetworkProperties properties) {
    this.properties = properties;
  }

  /** Builds what the properties allow; sends nothing yet. */
  public static NetworkProviders open(NetworkProperties properties, Clock clock) {
    return open(properties, clock, Pause.sleeping());
  }

  public static NetworkProviders open(NetworkProperties properties, Clock clock, Pause pause) {
    NetworkProviders built = new NetworkProviders(properties);
    HttpCaller yahoo = built.caller(YAHOO, new HttpHeaders(), YahooProvider.REFUSALS, clock, pause);
    built.providers.put(YAHOO, new YahooProvider(yahoo, clock));
    built
        .keyHeader(FMP, NetworkProperties.FMP_KEY, "apikey", "")
        .map(header -> built.caller(FMP, header, FmpRows.REFUSALS, clock, pause))
        .ifPresent(caller -> built.addFmp(new FmpRows(caller), clock));
    built
        .keyHeader(POLYGON, NetworkProperties.POLYGON_KEY, HttpHeaders.AUTHORIZATION, "Bearer ")
        .map(header -> built.caller(POLYGON, header, PolygonRows.REFUSALS, clock, pause))
        .ifPresent(caller -> built.addPolygon(new PolygonRows(caller), clock));
    return built;
  }

  private HttpCaller caller(
      String name, HttpHeaders headers, RefusalWords words, Clock clock, Pause pause) {
    return new HttpCaller(
        name, properties.of(name), headers, words, properties.redaction(), clock, pause);
  }

  /** The header with the key; empty, and said so, when there is none. */
  private Optional<HttpHeaders> keyHeader(
      String name, String variable, String header, String prefix) {
    ApiKey key = properties.of(name).key();
    if (key == null) {
      LOG.info("Price provider {} is left out: {} is not set", name, variable);
      return Optional.empty();
    }
    HttpHeaders headers = new HttpHeaders();
    headers.set(header, prefix + key.text());
    return Optional.of(headers);
  }

  private void addFmp(FmpRows rows, Clock clock) {
    providers.put(FMP, new FmpProvider(rows, clock));
    profiles = new FmpProfiles(rows);
  }

  private void addPolygon(PolygonRows rows, Clock clock) {
    PolygonProvider polygon = new PolygonProvider(rows, clock);
    providers.put(POLYGON, polygon);
    sessions = polygon;
  }

  /** The provider of a name; empty when it was left out. */
  public Optional<PriceProvider> named(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /**
   * The providers of a run.
   *
   * @throws IllegalArgumentException when none of the configured ones was built
   */
  public PriceProviders all() {
    return new PriceProviders(chain(), sessions(), profiles(), properties.limits());
  }

  /** Those that were built, in the configured order; a kind without one is said in one line. */
  ProviderChain chain() {
    Map<AssetKind, List<PriceProvider>> orders = new EnumMap<>(AssetKind.class);
    properties
        .orders()
        .forEach(
            (kind, names) ->
                orders.put(kind, names.stream().flatMap(name -> named(name).stream()).toList()));
    ProviderChain chain = ProviderChain.of(orders);
    orders.forEach(
        (kind, built) -> {
          if (built.isEmpty()) {
            LOG.warn(
                "No price provider of the kind {} can be used, configured are {}: its symbols get"
                    + " no price",
                kind,
                properties.orders().get(kind));
          }
        });
    return chain;
  }

  /** Names, sectors and industries; empty without FMP. */
  public Optional<ProfileProvider> profiles() {
    return Optional.ofNullable(profiles);
  }

  /** Whole sessions at once; empty without Polygon among the providers of listed symbols. */
  public Optional<SessionPriceProvider> sessions() {
    return Optional.ofNullable(sessions)
        .filter(
            told ->
                properties.orders().getOrDefault(AssetKind.LISTED, List.of()).contains(POLYGON));
  }
}
