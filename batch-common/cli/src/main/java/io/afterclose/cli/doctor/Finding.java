package io.afterclose.cli.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param found what it saw
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(String check, Verdict verdict, String found, String advice) {

  /** As it should be. */
  public static Finding ok(String check, String found) {
    return new Finding(check, Verdict.OK, found, "");
  }

  /** Not as it should be, but no run fails of it. */
  public static Finding warn(String check, String found, String advice) {
    return new Finding(check, Verdict.WARN, found, advice);
  }

  /** Somebody has to do something. */
  public static Finding fail(String check, String found, String advice) {
    return new Finding(check, Verdict.FAIL, found, advice);
  }

  boolean failed() {
    return verdict == Verdict.FAIL;
  }
}
