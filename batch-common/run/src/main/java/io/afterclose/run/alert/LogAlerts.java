package io.afterclose.run.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts in the log, each one line that begins with ALERT; critical ones are errors. */
final class LogAlerts implements Alerts {

  private static final Logger LOG = LoggerFactory.getLogger(LogAlerts.class);

  @Override
  public void raise(Alert alert) {
    switch (alert.severity()) {
      case WARNING -> LOG.warn("ALERT {}", alert.describe());
      case CRITICAL -> LOG.error("ALERT {}", alert.describe());
    }
  }
}
