package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.ShortLivedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a process leaves behind where its output cannot be written or its start is refused. */
final class ProcessOutputTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private Path folder;

  /** A process that ended: its code, and what it said on standard error. */
  private record Ended(int code, String errors) {}

  @ParameterizedTest
  @ValueSource(strings = {"universe list", "config show -o json", "manual", "--help", "", "status"})
  void a_result_that_a_full_disk_takes_away_is_a_failure_in_one_line(String words)
      throws Exception {
    Ended ended = end(Map.of(), "exec \"$@\" > /dev/full", words);
    assertThat(ended.code()).as(ended.errors()).isEqualTo(1);
    assertThat(ended.errors().lines())
        .containsExactly(
            "symbol-batch: the result is not complete: standard output cannot be written"
                + " (No space left on device)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manual", "--help", "universe list"})
  void a_reader_that_has_gone_is_told_as_shells_tell_it_and_without_a_word(String words)
      throws Exception {
    Ended ended = end(Map.of(), "\"$@\" | true; exit ${PIPESTATUS[0]}", words);
    assertThat(ended.code()).isEqualTo(141);
    assertThat(ended.errors()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatever_is_refused_before_a_run_is_json_where_the_log_is(
      String words, int code, Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AFTERCLOSE_LOG", "json");
    Ended ended = end(all, "exec \"$@\"", words);
    assertThat(ended.code()).as(ended.errors()).isEqualTo(code);
    assertThat(ended.errors().lines())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(MAPPER.readTree(line).path("message").asString())
                    .isNotBlank()
                    .doesNotContain("hunter2"))
        .allSatisfy(
            line ->
                assertThat(MAPPER.readTree(line).path("job").asString()).isEqualTo("symbol-batch"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("run --date 2022-06-31", 2, Map.of()),
        refusal("run --date 2022-07-04", 6, Map.of()),
        refusal("run --dat 2022-06-30", 2, Map.of()),
        refusal("nosuch", 2, Map.of()),
        refusal("status", 2, Map.of("DATABASE_URL", "mysql://u:hunter2@h/d")),
        refusal("run", 2, Map.of("DATABASE_URL", "postgres://u:hunter2@h/d?sslmode=on")),
        refusal("status", 75, Map.of("DATABASE_URL", "postgres://u:hunter2@127.0.0.1:1/d")),
        refusal("run", 2, Map.of("AFTERCLOSE_YAHOO_RATE", "often")));
  }

  private static Arguments refusal(String words, int code, Map<String, String> environment) {
    return Arguments.of(words, code, environment);
  }

  @Test
  void a_name_that_the_locale_cannot_hold_is_refused_and_no_row_of_question_marks()
      throws Exception {
    Ended ended = end(Map.of("LC_ALL", "C"), "exec \"$@\"", "history --scope Zürich");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void under_a_utf_8_locale_the_same_name_is_one_like_others() throws Exception {
    Ended ended =
        end(Map.of("LC_ALL", "C.UTF-8"), "exec \"$@\"", "stop --date 2022-06-30 --scope Zürich");
    assertThat(ended.errors()).contains("'Zürich'");
  }

  /** Bash runs the line with the job's command as its arguments. */
  private Ended end(Map<String, String> environment, String line, String words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", line, "bash"));
    command.addAll(ShortLivedJvm.command());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SymbolBatch.class.getName());
    if (!words.isEmpty()) {
      command.addAll(List.of(words.split(" ")));
    }
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("LC_ALL");
    builder.environment().putAll(POSTGRES.environment());
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    return new Ended(process.waitFor(), Files.readString(errors, UTF_8));
  }
}
