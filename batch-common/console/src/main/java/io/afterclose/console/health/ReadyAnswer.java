package io.afterclose.console.health;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer of the ready probe.
 *
 * @param ready whether requests may come
 * @param body its members in their order; a value may be null
 */
record ReadyAnswer(boolean ready, Map<String, Object> body) {

  private static final String STATUS = "status";
  private static final String READY = "ready";
  private static final String SYMBOLS = "cache_symbols";
  private static final String MODE = "mode";
  private static final String FALLBACK = "db_fallback";

  /** The two readings of the document, at the top and below {@code detail}, are both served. */
  static ReadyAnswer initialising(long seconds, long symbols) {
    Map<String, Object> body = progress("initializing", seconds, symbols);
    body.put("detail", progress("initializing", seconds, symbols));
    return new ReadyAnswer(false, body);
  }

  static ReadyAnswer slow(long seconds, long symbols) {
    Map<String, Object> body = progress(READY, seconds, symbols);
    body.put(MODE, FALLBACK);
    body.put("message", "Cache still loading, using DB fallback");
    return new ReadyAnswer(true, body);
  }

  static ReadyAnswer initialised(long symbols) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(STATUS, READY);
    body.put(SYMBOLS, symbols);
    body.put(MODE, symbols > 0 ? "cache" : FALLBACK);
    if (symbols == 0) {
      body.put("error", null);
    }
    return new ReadyAnswer(true, body);
  }

  static ReadyAnswer degraded(String error) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(STATUS, READY);
    body.put(SYMBOLS, 0);
    body.put(MODE, FALLBACK);
    body.put("error", error);
    body.put("degraded", true);
    return new ReadyAnswer(true, body);
  }

  static ReadyAnswer stopping() {
    return new ReadyAnswer(false, Map.of(STATUS, "stopping"));
  }

  private static Map<String, Object> progress(String status, long seconds, long symbols) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(STATUS, status);
    body.put("elapsed_seconds", seconds);
    body.put("symbols_loaded", symbols);
    return body;
  }
}
