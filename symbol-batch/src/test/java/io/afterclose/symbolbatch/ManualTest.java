package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual page that is printed from the command line. */
final class ManualTest {

  private static final Path MAN = Path.of("/usr/bin/man");

  @TempDir private Path folder;

  private final String page =
      Operator.in(Map.of(), Clock.systemUTC()).types("manual").hasExitCode(0).out();

  @Test
  void every_command_option_and_exit_code_is_in_it() {
    assertThat(page)
        .startsWith(".TH \"SYMBOL-BATCH\" \"1\"")
        .contains(
            ".SS \"symbol\\-batch history\"",
            ".SS \"symbol\\-batch config show\"",
            "\\fB\\-\\-html\\fR \\fIFILE\\fR",
            "\\fISYMBOL\\fR");
    for (ExitCode code : ExitCode.values()) {
      assertThat(page).contains(".TP\n" + code.code() + "\n");
    }
  }

  @Test
  void man_reads_it_without_a_warning() throws Exception {
    assumeTrue(Files.isExecutable(MAN), MAN + " is not here");
    Path file = Files.writeString(folder.resolve("symbol-batch.1"), page, UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(MAN.toString(), "--warnings", "-l", file.toString()));
    builder.environment().put("MANWIDTH", "100");
    builder.environment().put("MAN_KEEP_FORMATTING", "");
    builder.environment().remove("LD_PRELOAD"); // its sandbox ends with 3 where one is preloaded
    Path shown = folder.resolve("shown.txt");
    Path warnings = folder.resolve("warnings.txt");
    Process man = builder.redirectOutput(shown.toFile()).redirectError(warnings.toFile()).start();
    assertThat(man.waitFor()).isZero();
    assertThat(warnings).content(UTF_8).isEmpty();
    assertThat(shown)
        .content(UTF_8)
        .contains("EXIT STATUS", "symbol-batch backfill", "--from DATE (required)");
  }
}
