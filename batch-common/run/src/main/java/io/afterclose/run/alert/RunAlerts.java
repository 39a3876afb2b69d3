package io.afterclose.run.alert;

import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.redaction.Redaction;
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

  private final Redaction redaction;
  private final Optional<WebhookAlerts> webhook;
  private final List<Alerts> channels;

  private RunAlerts(Redaction redaction, Optional<WebhookAlerts> webhook) {
    this.redaction = redaction;
    this.webhook = webhook;
    this.channels = Stream.concat(Stream.of(new LogAlerts()), webhook.stream()).toList();
  }

  /**
   * Opens the channels; without a webhook there is nothing to close.
   *
   * @param environment whose secrets are hidden
   */
  public static RunAlerts open(
      Optional<Endpoint> webhook, Map<String, String> environment, Clock clock) {
    return new RunAlerts(
        Redaction.ofEnvironment(environment),
        webhook.map(destination -> new WebhookAlerts(destination, clock)));
  }

  @Override
  public void raise(Alert alert) {
    Alert safe =
        new Alert(
            alert.code(),
            alert.severity(),
            redaction.hide(alert.about()),
            redaction.hide(alert.message()));
    channels.forEach(channel -> channel.raise(safe));
  }

  /** Waits for the webhook, within its bounds. */
  @Override
  public void close() {
    webhook.ifPresent(WebhookAlerts::close);
  }
}
