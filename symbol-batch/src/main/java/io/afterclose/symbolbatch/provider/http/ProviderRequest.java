package io.afterclose.symbolbatch.provider.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request, before its server is chosen. Values are encoded here and nowhere else.
 *
 * @param path begins with a slash; made of constants and checked symbols
 */
public record ProviderRequest(String path, Map<String, String> query) {

  public static ProviderRequest of(String path) {
    return new ProviderRequest(path, Map.of());
  }

  public ProviderRequest with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(name, String.valueOf(value));
    return new ProviderRequest(path, more);
  }

  URI at(URI base) {
    String encoded =
        query.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (encoded.isEmpty() ? "" : "?" + encoded));
  }
}
