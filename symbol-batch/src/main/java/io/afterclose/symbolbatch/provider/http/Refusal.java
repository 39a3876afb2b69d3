package io.afterclose.symbolbatch.provider.http;

/** Why a provider gives no data, by its own words. */
public enum Refusal {
  /** Too many requests in a minute or a day; the same request may be answered later. */
  LIMIT_REACHED("the limit of requests is reached"),
  /** No request will be answered. */
  KEY_REFUSED("the key or session is refused"),
  /** Requests for other symbols, days or endpoints may be answered. */
  NOT_IN_PLAN("the plan of the key does not include it");

  private final String meaning;

  Refusal(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}
