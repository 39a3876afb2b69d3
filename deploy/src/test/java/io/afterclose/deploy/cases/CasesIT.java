package io.afterclose.deploy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case of {@code deploy/src/test/cases} is a test; {@code bash deploy/cases} runs the same.
 */
class CasesIT {

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    Cases cases = Cases.in(Path.of(".."));
    return cases.all().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name() + ": " + one.title(),
                    () -> assertThat(cases.wrongIn(one)).isEmpty()));
  }

  @Test
  void an_answer_that_differs_is_named_with_what_was_found() {
    Answer answer = new Answer(0, "symbol,close\nQZA,44.50\nQZB,\n", "one line\n");
    assertThat(answer.contradicts("row", "symbol=QZA : close=44.5")).isNull();
    assertThat(answer.contradicts("row", "symbol=QZA : close=44.51"))
        .isEqualTo("close: 44.51 was expected, found 44.50");
    assertThat(answer.contradicts("row", "symbol=QZB : close=")).isNull();
    assertThat(answer.contradicts("row", "symbol=QZC : close=1")).startsWith("0 rows have");
    assertThat(answer.contradicts("rows", "2")).isNull();
    assertThat(answer.contradicts("rows", "1")).startsWith("2 rows");
    assertThat(answer.contradicts("exit", "1")).startsWith("exit 0");
    assertThat(answer.contradicts("json", "")).isEqualTo("one line");
    assertThat(answer.contradicts("never", "one line")).isEqualTo("said: one line");
  }

  @Test
  void a_case_is_its_title_and_instructions_with_their_blocks() {
    CaseFile read =
        CaseFile.parse(
            "x", List.of("# A title.", "", "file a.csv", "  one", "  two", "$ symbol-batch plan"));
    assertThat(read.title()).isEqualTo("A title.");
    assertThat(read.instructions())
        .containsExactly(
            new CaseFile.Instruction(3, "file", "a.csv", List.of("one", "two")),
            new CaseFile.Instruction(6, "$", "symbol-batch plan", List.of()));
  }
}
