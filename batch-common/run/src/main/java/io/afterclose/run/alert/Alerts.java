package io.afterclose.run.alert;

/** Where alerts go. A dead end of it must never change the run. */
public interface Alerts {

  /** Tells people that something needs their eyes. */
  void raise(Alert alert);
}
