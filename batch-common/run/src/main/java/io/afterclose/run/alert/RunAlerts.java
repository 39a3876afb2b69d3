package io.afterclose.run.alert;

import io.afterclose.run.endpoint.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the alerts of a run go: to the log always, and to a webhook where one is configured. No
 * secret of the environment is in what they say.
 */
public final class RunAlerts implements Alerts, AutoCloseable {

  private final Secrets secrets;
  private final Optional<WebhookAlerts> webhook;
  private final List<Alerts> ways;

  private RunAlerts(Secrets secrets, Optional<WebhookAlerts> webhook) {
    this.secrets = secrets;
    this.webhook = webhook;
    this.ways = Stream.concat(Stream.of(new LogAlerts()), webhook.stream()).toList();
  }

  /**
   * Opens the ways; without a webhook there is nothing to close.
   *
   * @param environment whose secrets are kept
   */
  public static RunAlerts open(
      Optional<Endpoint> webhook, Map<String, String> environment, Clock clock) {
    return new RunAlerts(
        Secrets.of(environment), webhook.map(destination -> new WebhookAlerts(destination, clock)));
  }

  @Override
  public void raise(Alert alert) {
    Alert safe =
        new Alert(
            alert.code(),
            alert.severity(),
            secrets.hidden(alert.about()),
            secrets.hidden(alert.message()));
    ways.forEach(way -> way.raise(safe));
  }

  /** Waits for the webhook, within its bounds. */
  @Override
  public void close() {
    webhook.ifPresent(WebhookAlerts::close);
  }
}
