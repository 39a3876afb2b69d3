package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoggedLinesTest {

  private final List<String> logged = new ArrayList<>();
  private final PrintWriter writer = new PrintWriter(new LoggedLines(logged::add), true);

  @Test
  void each_line_is_an_entry_and_an_empty_one_none() {
    writer.print("no ");
    writer.println("option");
    writer.println();
    writer.print("first\r\nsecond\n");
    assertThat(logged).containsExactly("no option", "first", "second");
  }

  @Test
  void a_line_without_an_end_is_handed_over_at_the_end() {
    writer.print("cut off");
    assertThat(logged).isEmpty();
    writer.close();
    assertThat(logged).containsExactly("cut off");
  }
}
