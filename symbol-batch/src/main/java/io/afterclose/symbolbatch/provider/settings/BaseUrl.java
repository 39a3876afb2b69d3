package io.afterclose.symbolbatch.provider.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The only addresses a provider's requests may go to. */
public final class BaseUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private BaseUrl() {}

  /**
   * Reads scheme, host and perhaps port and path. Plain http is for a server on this machine only:
   * keys travel in headers.
   *
   * @throws IllegalArgumentException for anything else, user names, queries and fragments included
   */
  static URI parse(String text) {
    URI url = URI.create(text.strip());
    String host = url.getHost();
    if (host == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException("an address such as https://host or https://host/path");
    }
    boolean plain = "http".equals(url.getScheme()) && LOOPBACK.contains(host);
    if (!plain && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("https was expected, or http to this machine");
    }
    return URI.create(origin(url) + path(url));
  }

  private static String path(URI url) {
    String path = url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Scheme, host and port as they are compared: lower case, the port always there. */
  public static String origin(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }
}
