package io.afterclose.run.alert;

import io.afterclose.run.endpoint.BoundedHttp;
import io.afterclose.run.endpoint.Endpoint;
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
 * Alerts as JSON to a webhook, in the order in which they were raised: what Slack wants, {@code
 * text}, and its parts beside it. The run does not wait for them but at its very end. Where there
 * are too many, the last one tells how many were left out.
 */
final class WebhookAlerts implements Alerts, AutoCloseable {

  /** One alert from the look-up of the name to the answer, and at the end all that still wait. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** A night raises a handful; more are a fault that the first ones have told already. */
  private static final int MOST = 50;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookAlerts.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Endpoint webhook;
  private final BoundedHttp endpoint;
  private final Duration longest;
  private final Clock clock;
  private final ThreadPoolExecutor sender;
  private int raised;
  private boolean told;

  WebhookAlerts(Endpoint webhook, Clock clock) {
    this(webhook, clock, LONGEST);
  }

  WebhookAlerts(Endpoint webhook, Clock clock, Duration longest) {
    this.webhook = webhook;
    this.endpoint = new BoundedHttp(webhook, longest);
    this.longest = longest;
    this.clock = clock;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            WebhookAlerts::daemon,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "alert-webhook");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void raise(Alert alert) {
    raised++;
    if (raised <= MOST) {
      send(alert);
    }
  }

  private void send(Alert alert) {
    byte[] body = MAPPER.writeValueAsBytes(json(alert, clock.instant()));
    sender.execute(() -> endpoint.post("application/json", body).ifPresent(this::tell));
  }

  private static Map<String, String> json(Alert alert, Instant now) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("text", escaped(alert.words()));
    json.put("severity", alert.severity().name());
    json.put("code", alert.code().name());
    json.put("about", alert.about());
    json.put("message", alert.message());
    json.put("raised_at", now.toString());
    return json;
  }

  /** Slack reads these three as markup, such as a call to everybody. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Once: the next ones fare no better, and all of them are in the log. */
  private synchronized void tell(String why) {
    if (!told) {
      LOG.warn("alert webhook {}; alerts are in this log in any case", why);
    }
    told = true;
  }

  /** Waits for what is still to be sent, but no longer than one alert may take. */
  @Override
  public void close() {
    tellLeftOut();
    sender.shutdown();
    try {
      if (!sender.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        tell(webhook + " was too slow for " + (sender.getQueue().size() + 1) + " alerts");
        sender.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
    endpoint.close();
  }

  private synchronized void tellLeftOut() {
    if (raised > MOST) {
      send(
          Alert.critical(
              AlertCode.ALERTS_LEFT_OUT,
              "alerts",
              (raised - MOST) + " more alerts were raised; the log has them"));
    }
  }
}
