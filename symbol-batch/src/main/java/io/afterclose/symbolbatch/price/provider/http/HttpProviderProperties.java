package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.symbolbatch.price.provider.PriceProviders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the network providers are reached and in which order.
 *
 * @param providers by name
 * @param orders names by kind of asset
 * @param manner how much is asked at a time
 */
public record HttpProviderProperties(
    Map<String, ProviderProperties> providers,
    Map<AssetKind, List<String>> orders,
    PriceProviders.Manner manner) {

  /** Environment variable with the key of FMP. */
  public static final String FMP_KEY = "FMP_API_KEY";

  /** Environment variable with the key of Polygon. */
  public static final String POLYGON_KEY = "POLYGON_API_KEY";

  static final String YAHOO = "yahoo";
  static final String FMP = "fmp";
  static final String POLYGON = "polygon";

  private static final List<String> NAMES = List.of(YAHOO, FMP, POLYGON);

  public HttpProviderProperties {
    providers = Map.copyOf(providers);
    orders = Map.copyOf(orders);
  }

  /**
   * Reads the environment: the variables of {@link Setting} for each provider, {@code
   * AFTERCLOSE_<PROVIDER>_URLS} and {@code _RATE} ({@code 5/s}, {@code 5/min}, {@code none}), the
   * keys, and {@code AFTERCLOSE_PROVIDERS_LISTED} and {@code _OPTION} with names in their order,
   * and those of {@link MannerSetting}. A missing or blank variable says nothing.
   *
   * @throws IllegalArgumentException naming every wrong value at once, no key among them
   */
  public static HttpProviderProperties fromEnvironment(Map<String, String> env) {
    List<String> wrong = new ArrayList<>();
    Map<String, ProviderProperties> providers = new TreeMap<>();
    providers.put(
        YAHOO,
        new SettingReader(YAHOO, env, wrong)
            .read(
                "",
                List.of("https://query1.finance.yahoo.com", "https://query2.finance.yahoo.com"),
                "5/s"));
    providers.put(
        FMP,
        new SettingReader(FMP, env, wrong)
            .read(FMP_KEY, List.of("https://financialmodelingprep.com"), "5/s"));
    providers.put(
        POLYGON,
        new SettingReader(POLYGON, env, wrong)
            .read(POLYGON_KEY, List.of("https://api.polygon.io"), "5/min"));
    Map<AssetKind, List<String>> orders = new EnumMap<>(AssetKind.class);
    orders.put(AssetKind.LISTED, order("LISTED", "yahoo,fmp,polygon", env, wrong));
    orders.put(AssetKind.OPTION, order("OPTION", "polygon,yahoo", env, wrong));
    PriceProviders.Manner manner = MannerSetting.read(env, wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "Settings of the price providers to be corrected: " + String.join("; ", wrong));
    }
    return new HttpProviderProperties(providers, orders, manner);
  }

  private static List<String> order(
      String kind, String byDefault, Map<String, String> env, List<String> wrong) {
    String variable = "AFTERCLOSE_PROVIDERS_" + kind;
    String written = env.getOrDefault(variable, "").strip();
    List<String> names =
        Arrays.stream((written.isEmpty() ? byDefault : written).split(",", -1))
            .map(String::strip)
            .toList();
    if (!NAMES.containsAll(names) || names.stream().distinct().count() != names.size()) {
      wrong.add(
          "%s='%s': each at most once of %s was expected"
              .formatted(variable, SafeText.shown(written), NAMES));
    }
    return names;
  }

  Redaction redaction() {
    return new Redaction(
        providers.values().stream()
            .flatMap(one -> Optional.ofNullable(one.key()).stream())
            .toList());
  }

  ProviderProperties of(String name) {
    ProviderProperties properties = providers.get(name);
    if (properties == null) {
      throw new IllegalArgumentException("there is no provider " + name + ", only " + NAMES);
    }
    return properties;
  }
}
