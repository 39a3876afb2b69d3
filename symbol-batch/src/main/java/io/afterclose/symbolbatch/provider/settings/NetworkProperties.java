package io.afterclose.symbolbatch.provider.settings;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.run.redaction.Redaction;
import io.afterclose.run.settings.Setting;
import io.afterclose.symbolbatch.provider.PriceProviders;
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
 * @param limits how much is requested at a time
 */
public record NetworkProperties(
    Map<String, ProviderProperties> providers,
    Map<AssetKind, List<String>> orders,
    PriceProviders.FetchLimits limits) {

  /** Environment variable with the key of FMP. */
  public static final String FMP_KEY = "FMP_API_KEY";

  /** Environment variable with the key of Polygon. */
  public static final String POLYGON_KEY = "POLYGON_API_KEY";

  public static final String YAHOO = "yahoo";
  public static final String FMP = "fmp";
  public static final String POLYGON = "polygon";

  static final Setting LISTED_ORDER =
      Setting.plain(
          "AFTERCLOSE_PROVIDERS_LISTED",
          "names, as yahoo,fmp",
          "yahoo,fmp,polygon",
          "order of the providers of shares and funds");

  static final Setting OPTION_ORDER =
      Setting.plain(
          "AFTERCLOSE_PROVIDERS_OPTION",
          "names, as yahoo,fmp",
          "polygon,yahoo",
          "order of the providers of options");

  /** As users of other programs found it answered in 2025 and 2026, where older ones are not. */
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/136.0.0.0 Safari/537.36";

  private static final String OWN_NAME = "afterclose";

  static final List<Preset> PRESETS =
      List.of(
          new Preset(
              YAHOO,
              "",
              List.of("https://query1.finance.yahoo.com", "https://query2.finance.yahoo.com"),
              "5/s",
              BROWSER),
          new Preset(FMP, FMP_KEY, List.of("https://financialmodelingprep.com"), "5/s", OWN_NAME),
          new Preset(
              POLYGON,
              POLYGON_KEY,
              // One service: it was renamed in 2025, and its pages name the new host as the next.
              List.of("https://api.massive.com", "https://api.polygon.io"),
              "5/min",
              OWN_NAME));

  private static final List<String> NAMES = PRESETS.stream().map(Preset::name).toList();

  /**
   * The defaults of one provider.
   *
   * @param keyVariable environment variable with its key; empty when it wants none
   */
  record Preset(
      String name, String keyVariable, List<String> urls, String rate, String userAgent) {}

  public NetworkProperties {
    providers = Map.copyOf(providers);
    orders = Map.copyOf(orders);
  }

  /**
   * Reads the environment: the variables of {@link ProviderSetting} for each provider, {@code
   * AFTERCLOSE_<PROVIDER>_URLS} and {@code _RATE} ({@code 5/s}, {@code 5/min}, {@code none}), the
   * keys, and {@code AFTERCLOSE_PROVIDERS_LISTED} and {@code _OPTION} with names in their order,
   * and those of {@link FetchSetting}. A missing or blank variable says nothing.
   *
   * @throws IllegalArgumentException naming every wrong value at once, no key among them
   */
  public static NetworkProperties fromEnvironment(Map<String, String> env) {
    List<String> wrong = new ArrayList<>();
    NetworkProperties properties = read(env, wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "Settings of the price providers to be corrected: " + String.join("; ", wrong));
    }
    return properties;
  }

  /** What is wrong with the environment, a line each; empty when nothing is. */
  public static List<String> errors(Map<String, String> env) {
    List<String> wrong = new ArrayList<>();
    NetworkProperties unused = read(env, wrong);
    return wrong;
  }

  private static NetworkProperties read(Map<String, String> env, List<String> wrong) {
    Map<String, ProviderProperties> providers = new TreeMap<>();
    for (Preset preset : PRESETS) {
      providers.put(preset.name(), new SettingReader(preset.name(), env, wrong).read(preset));
    }
    Map<AssetKind, List<String>> orders = new EnumMap<>(AssetKind.class);
    orders.put(AssetKind.LISTED, order(LISTED_ORDER, env, wrong));
    orders.put(AssetKind.OPTION, order(OPTION_ORDER, env, wrong));
    NetworkProperties properties =
        new NetworkProperties(providers, orders, FetchSetting.read(env, wrong));
    if (orders.values().stream().flatMap(List::stream).noneMatch(properties::usable)) {
      wrong.add(
          LISTED_ORDER.variable()
              + " and "
              + OPTION_ORDER.variable()
              + " name only providers whose key is not set; set "
              + FMP_KEY
              + " or "
              + POLYGON_KEY
              + ", or add "
              + YAHOO);
    }
    return properties;
  }

  private static List<String> order(Setting setting, Map<String, String> env, List<String> wrong) {
    return setting.value(env, NetworkProperties::names, wrong);
  }

  private static List<String> names(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (!NAMES.containsAll(names) || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("each at most once of " + NAMES + " was expected");
    }
    return names;
  }

  /** Whether a provider can be called: it needs no key, or its key is set. */
  private boolean usable(String name) {
    return PRESETS.stream()
        .filter(preset -> preset.name().equals(name))
        .anyMatch(preset -> preset.keyVariable().isEmpty() || of(name).key() != null);
  }

  public Redaction redaction() {
    return Redaction.of(
        providers.values().stream()
            .flatMap(entry -> Optional.ofNullable(entry.key()).map(ApiKey::text).stream())
            .toList());
  }

  public ProviderProperties of(String name) {
    ProviderProperties properties = providers.get(name);
    if (properties == null) {
      throw new IllegalArgumentException("there is no provider " + name + ", only " + NAMES);
    }
    return properties;
  }
}
