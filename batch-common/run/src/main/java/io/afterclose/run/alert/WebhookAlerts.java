package io.afterclose.run.alert;

import io.afterclose.run.endpoint.BoundedHttp;
import io.afterclose.run.endpoint.Endpoint;
import io.afterclose.run.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alerts as JSON to a webhook, in the order in which they were raised: {@code text} as Slack
 * expects it, and its parts beside it. The run waits for them at its end only. Of too many the last
 * one says how many were omitted.
 */
final class WebhookAlerts implements Alerts, AutoCloseable {

  /** For one alert from name look-up to answer, and at the end for all that are queued. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A run raises a handful; more are one fault that the first ones have reported. */
  private static final int MAX_ALERTS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookAlerts.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Endpoint webhook;
  private final BoundedHttp endpoint;
  private final Duration timeout;
  private final Clock clock;
  private final ThreadPoolExecutor sender;
  private int raised;
  private boolean reported;

  WebhookAlerts(Endpoint webhook, Clock clock) {
    this(webhook, clock, TIMEOUT);
  }

  WebhookAlerts(Endpoint webhook, Clock clock, Duration timeout) {
    this.webhook = webhook;
    this.endpoint = new BoundedHttp(webhook, timeout);
    this.timeout = timeout;
    this.clock = clock;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("alert-webhook"),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public synchronized void raise(Alert alert) {
    raised++;
    if (raised <= MAX_ALERTS) {
      send(alert);
    }
  }

  private void send(Alert alert) {
    byte[] body = MAPPER.writeValueAsBytes(json(alert, clock.instant()));
    sender.execute(() -> endpoint.post("application/json", body).ifPresent(this::report));
  }

  private static Map<String, String> json(Alert alert, Instant now) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("text", escaped(alert.describe()));
    json.put("severity", alert.severity().name());
    json.put("code", alert.code().name());
    json.put("about", alert.about());
    json.put("message", alert.message());
    json.put("raised_at", now.toString());
    return json;
  }

  /** Slack reads these three as markup, such as a mention of a whole channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Once: later alerts fail likewise, and all of them are in the log. */
  private synchronized void report(String why) {
    if (!reported) {
      LOG.warn("alert webhook {}; alerts are in this log in any case", why);
    }
    reported = true;
  }

  /** Waits for what is still to be sent, but no longer than one alert may take. */
  @Override
  public void close() {
    sendOmitted();
    sender.shutdown();
    try {
      if (!sender.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        report(webhook + " was too slow for " + (sender.getQueue().size() + 1) + " alerts");
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
    endpoint.close();
  }

  private synchronized void sendOmitted() {
    if (raised > MAX_ALERTS) {
      send(
          Alert.critical(
              AlertCode.ALERTS_LEFT_OUT,
              "alerts",
              (raised - MAX_ALERTS) + " more alerts were raised; the log has them"));
    }
  }
}
