package io.afterclose.run.alert;

/** Where alerts go. A failure to deliver one must never change the run. */
public interface Alerts {

  /** Reports something that an operator should look at. */
  void raise(Alert alert);
}
