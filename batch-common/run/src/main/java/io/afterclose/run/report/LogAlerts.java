package io.afterclose.run.report;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts in the log, each one line that begins with ALERT. */
public final class LogAlerts implements Alerts {

  private static final Logger LOG = LoggerFactory.getLogger(LogAlerts.class);

  @Override
  public void raise(String about, String message) {
    LOG.error("ALERT {}: {}", about, message);
  }
}
