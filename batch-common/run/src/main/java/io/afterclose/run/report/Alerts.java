package io.afterclose.run.report;

/** Where an alert goes. A dead end of it must never change the run. */
public interface Alerts {

  /**
   * Tells people that something needs their eyes.
   *
   * @param about job and date
   * @param message what happened and what to do
   */
  void raise(String about, String message);
}
