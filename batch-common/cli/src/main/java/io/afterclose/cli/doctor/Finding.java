package io.afterclose.cli.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param found what it saw
 * @param advice what to do; empty when there is nothing to do
 */
record Finding(String check, Verdict verdict, String found, String advice) {

  static Finding ok(String check, String found) {
    return new Finding(check, Verdict.OK, found, "");
  }

  static Finding warn(String check, String found, String advice) {
    return new Finding(check, Verdict.WARN, found, advice);
  }

  static Finding fail(String check, String found, String advice) {
    return new Finding(check, Verdict.FAIL, found, advice);
  }

  boolean failed() {
    return verdict == Verdict.FAIL;
  }
}
