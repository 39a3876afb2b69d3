package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.day;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results as workbooks: what is in their sheet, and what is refused. */
final class WorkbookTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static RefreshWorld world = new RefreshWorld(POSTGRES);

  @TempDir Path folder;

  @BeforeAll
  static void one_snapshot() {
    world = RefreshWorld.emptied(POSTGRES);
    world.prices().close("AAPL", D, "136.72");
    world.portfolios().holding("=1+1", "AAPL", "10", day("2022-06-29"));
    world.snapshots("=1+1", List.of(D));
  }

  private CommandRun written(Path file, String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(
        new String[] {"-o", "xlsx", "--file", file.toString()}, 0, all, words.length, 4);
    return world.command(all);
  }

  private static String part(Path file, String name) throws IOException {
    try (ZipFile workbook = new ZipFile(file.toFile())) {
      return new String(workbook.getInputStream(workbook.getEntry(name)).readAllBytes(), UTF_8);
    }
  }

  @Test
  void numbers_are_numbers_dates_are_dates_and_a_text_is_no_formula() throws IOException {
    Path file = folder.resolve("snapshots.xlsx");
    CommandRun run = written(file, "snapshots", "--columns", "portfolio,snapshot_date,total_value");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("1 rows are in " + file);
    String sheet = part(file, "xl/worksheets/sheet1.xml");
    long serial = ChronoUnit.DAYS.between(day("1899-12-30"), D);
    assertThat(sheet)
        .contains("state=\"frozen\"")
        .contains("ySplit=\"1\"")
        .containsPattern("<c r=\"A2\" t=\"(s|inlineStr)\"")
        .containsPattern("<c r=\"B2\" s=\"[1-9][0-9]*\"[^>]*><v>" + serial + "(\\.0)?</v>")
        .containsPattern("<c r=\"C2\"( t=\"n\")?><v>1367\\.20?</v>")
        .doesNotContain("<f>");
    assertThat(part(file, "xl/styles.xml")).contains("yyyy-mm-dd");
    assertThat(part(file, "xl/workbook.xml")).contains("name=\"snapshots\"");
  }

  @Test
  void an_older_file_is_replaced_and_what_is_unknown_is_an_empty_cell() throws IOException {
    Path file = Files.writeString(folder.resolve("positions.xlsx"), "older");
    CommandRun run = written(file, "position", "list", "--portfolio", "=1+1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(part(file, "xl/worksheets/sheet1.xml"))
        .contains("<c r=\"B2\"")
        .as("there is no exit")
        .doesNotContain("<c r=\"L2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snapshots", "position list --portfolio =1+1", "analytics --codes"})
  void a_workbook_without_a_file_and_a_file_without_a_workbook_are_refused(String words) {
    CommandRun none = world.command((words + " -o xlsx").split(" "));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("-o xlsx needs --file FILE");
    CommandRun other = world.command((words + " -o csv --file x.xlsx").split(" "));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--file goes with -o xlsx");
  }

  @Test
  void codes_of_figures_are_written_too_and_other_commands_write_none() {
    Path file = folder.resolve("codes.xlsx");
    assertThat(written(file, "analytics", "--codes").exitCode()).isZero();
    assertThat(file).exists();
    CommandRun other = world.command("plan", "-o", "xlsx");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("writes no workbook");
  }

  @Test
  void a_folder_is_no_file() {
    CommandRun run = written(folder, "snapshots");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("cannot be written");
  }
}
