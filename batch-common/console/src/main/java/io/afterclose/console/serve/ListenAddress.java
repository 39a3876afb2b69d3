package io.afterclose.console.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param host an address or name of this machine
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {

  /** Only programs of this machine reach it there. */
  static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8480);

  private static final String EVERYWHERE = "0.0.0.0";

  /**
   * The address of a text {@code HOST:PORT}, an IPv6 address in brackets.
   *
   * @throws IllegalArgumentException for any other text
   */
  static ListenAddress of(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("HOST:PORT was expected, as 127.0.0.1:8480");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new ListenAddress(host, port(text.substring(colon + 1)));
  }

  /**
   * All addresses of this machine.
   *
   * @throws IllegalArgumentException for a text that is no port
   */
  static ListenAddress everywhere(String port) {
    return new ListenAddress(EVERYWHERE, port(port));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("a port of 0 to 65535 was expected");
    }
    return Integer.parseInt(text);
  }

  /** Whether only this machine reaches it. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
