package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Schedulers and runbooks rely on these numbers. */
final class ExitCodeTest {

  @Test
  void the_numbers_are_those_that_are_documented() {
    assertThat(
            Arrays.stream(ExitCode.values())
                .map(code -> code.code() + " " + code)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "0 DONE, 1 FAILED, 2 USAGE, 3 PARTIAL, 4 NOT_READY, 5 ALREADY_RUNNING,"
                + " 6 DATE_REFUSED, 7 PLAN_CHANGED, 75 TEMPORARY");
  }
}
