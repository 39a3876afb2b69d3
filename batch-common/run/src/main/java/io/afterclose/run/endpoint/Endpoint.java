package io.afterclose.run.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Where something is sent, and the headers that go along. It shows nothing but its host: an address
 * may hold a key in its path, a header in its value.
 *
 * @param address http or https, with a host
 * @param headers by name, each sent as it is
 */
public record Endpoint(URI address, Map<String, String> headers) {

  public Endpoint {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException for anything but an http or https address with a host and
   *     without a user name; the message does not show it
   */
  static URI address(String written) {
    URI address = uri(written.strip());
    boolean http =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    if (!http || address.getHost() == null || address.getRawUserInfo() != null) {
      throw unfit(written);
    }
    return address;
  }

  private static URI uri(String written) {
    try {
      return new URI(written);
    } catch (URISyntaxException quotingIt) {
      throw unfit(written);
    }
  }

  private static IllegalArgumentException unfit(String written) {
    return new IllegalArgumentException(
        "an address such as https://host/path was expected, without user name; found something"
            + " else of "
            + written.length()
            + " characters");
  }

  @Override
  public String toString() {
    return String.valueOf(address.getHost());
  }
}
