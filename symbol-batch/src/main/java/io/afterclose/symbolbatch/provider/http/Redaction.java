package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.settings.ApiKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Takes keys out of any text: some providers quote them in their answers. */
public final class Redaction {

  private final List<ApiKey> keys;

  public Redaction(Collection<ApiKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** The text made fit for a message, each key and its URL-encoded form replaced by ***. */
  String shown(String text) {
    String safe = text;
    for (ApiKey key : keys) {
      safe =
          safe.replace(key.text(), "***")
              .replace(URLEncoder.encode(key.text(), StandardCharsets.UTF_8), "***");
    }
    return SafeText.shown(safe);
  }
}
