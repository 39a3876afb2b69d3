package io.afterclose.console.serve;

import io.afterclose.console.child.ChildEnvironment;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * What can be set for the server.
 *
 * @param address where it listens
 * @param hosts names by which it may be asked for besides loopback names and addresses; lower case
 * @param proxies addresses, or networks as {@code 10.0.0.0/8}, whose forwarded headers are believed
 */
public record ConsoleSettings(ListenAddress address, List<String> hosts, List<String> proxies) {

  private static final Setting HOSTS =
      Setting.plain(
          "AFTERCLOSE_CONSOLE_HOSTS",
          "host names, as console.example.org",
          "",
          "names by which the console may be asked for besides localhost and addresses; needed"
              + " where it listens beyond loopback, so that no foreign page reaches it by a name of"
              + " its own");

  private static final Setting PROXIES =
      Setting.plain(
          "AFTERCLOSE_CONSOLE_PROXIES",
          "addresses or networks, as 10.0.0.0/8",
          "",
          "proxies whose X-Forwarded-For and X-Forwarded-Proto are believed");

  private static final Setting PORT =
      Setting.plain(
          "PORT",
          "a port",
          "",
          "where the console listens on all addresses, as platforms set it; --listen comes first");

  /** All of them. */
  public static final List<Setting> ALL =
      List.of(HOSTS, PROXIES, PORT, ChildEnvironment.JOBS_DATABASE);

  public ConsoleSettings {
    hosts = List.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }

  /**
   * Reads them.
   *
   * @param listen {@code HOST:PORT} of the command line; null where it says nothing
   * @throws InvalidInputException naming everything that is wrong
   */
  public static ConsoleSettings of(Map<String, String> environment, @Nullable String listen) {
    List<String> wrong = new ArrayList<>();
    List<String> hosts = HOSTS.value(environment, ConsoleSettings::hosts, wrong);
    List<String> proxies = PROXIES.value(environment, ConsoleSettings::proxies, wrong);
    Optional<ListenAddress> port = PORT.optional(environment, ListenAddress::everywhere, wrong);
    ListenAddress address = port.orElse(ListenAddress.DEFAULT);
    if (listen != null) {
      try {
        address = ListenAddress.of(listen);
      } catch (IllegalArgumentException unfit) {
        wrong.add("--listen '" + listen + "': " + unfit.getMessage());
      }
    }
    if (!address.isLoopback() && hosts.isEmpty()) {
      wrong.add(
          "%s is reachable from elsewhere: set %s to the names by which it is asked for"
              .formatted(address, HOSTS.variable()));
    }
    if (!wrong.isEmpty()) {
      throw new InvalidInputException(String.join("; ", wrong));
    }
    return new ConsoleSettings(address, hosts, proxies);
  }

  private static List<String> hosts(String text) {
    List<String> hosts = words(text).stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    hosts.forEach(
        host -> {
          if (!host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
            throw new IllegalArgumentException("'" + host + "' is no host name without a port");
          }
        });
    return hosts;
  }

  private static List<String> proxies(String text) {
    List<String> proxies = words(text);
    proxies.forEach(
        proxy -> {
          if (!proxy.matches("[0-9a-fA-F.:]+(/[0-9]{1,3})?")) {
            throw new IllegalArgumentException("'" + proxy + "' is no address and no network");
          }
          IpAddressMatcher unused = new IpAddressMatcher(proxy);
        });
    return proxies;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
