package io.afterclose.cli.doctor;

/** What a check came to. */
public enum Verdict {
  OK,
  /** Worth a look; the nights go on. */
  WARN,
  /** Something is wrong and stays so until an operator acts. */
  FAIL
}
