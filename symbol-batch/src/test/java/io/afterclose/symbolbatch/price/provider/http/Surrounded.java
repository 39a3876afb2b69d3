package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.price.provider.AnsweredBar;
import io.afterclose.symbolbatch.price.provider.PriceProvider;
import io.afterclose.symbolbatch.price.provider.PriceRequest;
import io.afterclose.symbolbatch.price.provider.ProviderAnswer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three providers with short limits, all asking one server, in a time that can be moved. */
final class Surrounded implements AutoCloseable {

  static final String FMP_KEY = "fmp-secret-4711";
  static final String POLYGON_KEY = "polygon+secret/0815";

  final ProviderServer server = new ProviderServer();
  final TimeMachine time;
  private final Map<String, String> env = new HashMap<>();

  /**
   * @param now in UTC
   */
  Surrounded(String now) {
    time = TimeMachine.at(now);
    for (String provider : List.of("YAHOO", "FMP", "POLYGON")) {
      env.put("AFTERCLOSE_" + provider + "_URLS", server.url());
      env.put("AFTERCLOSE_" + provider + "_RATE", "none");
      env.put("AFTERCLOSE_" + provider + "_CONNECT_TIMEOUT", "300ms");
      env.put("AFTERCLOSE_" + provider + "_READ_TIMEOUT", "400ms");
      env.put("AFTERCLOSE_" + provider + "_CALL_TIMEOUT", "900ms");
      env.put("AFTERCLOSE_" + provider + "_MAX_BODY", "1MB");
      env.put("AFTERCLOSE_" + provider + "_RETRIES", "2");
    }
    env.put("FMP_API_KEY", FMP_KEY);
    env.put("POLYGON_API_KEY", POLYGON_KEY);
  }

  Surrounded with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  HttpProviders open() {
    return HttpProviders.open(HttpProviderProperties.fromEnvironment(env), time.clock(), time);
  }

  PriceProvider provider(String name) {
    return open().named(name).orElseThrow();
  }

  static PriceRequest listed(String symbol, String from, String to) {
    return request(symbol, AssetKind.LISTED, from, to);
  }

  static PriceRequest option(String symbol, String from, String to) {
    return request(symbol, AssetKind.OPTION, from, to);
  }

  private static PriceRequest request(String symbol, AssetKind kind, String from, String to) {
    return new PriceRequest(Symbol.of(symbol), kind, LocalDate.parse(from), LocalDate.parse(to));
  }

  /** The legible bar of a day. */
  static AnsweredBar.Legible bar(ProviderAnswer answer, String day) {
    return legible(answer).stream()
        .filter(bar -> bar.date().equals(LocalDate.parse(day)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no bar of " + day + " in " + answer.bars()));
  }

  static List<AnsweredBar.Legible> legible(ProviderAnswer answer) {
    return answer.bars().stream()
        .flatMap(
            bar ->
                bar instanceof AnsweredBar.Legible legible
                    ? Optional.of(legible).stream()
                    : Optional.<AnsweredBar.Legible>empty().stream())
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
