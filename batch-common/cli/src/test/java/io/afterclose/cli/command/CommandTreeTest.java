package io.afterclose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

final class CommandTreeTest {

  @Command(name = "job")
  private static final class Job {}

  @Command(name = "run")
  private static final class Run {}

  @Command(name = "plan")
  private static final class Plan {}

  @Command(name = "manual")
  private static final class Manual {}

  private final List<String> built = new ArrayList<>();
  private final CommandTree tree =
      new CommandTree(new Job())
          .add("run", () -> noted("run", new Run()))
          .add("plan", () -> noted("plan", new Plan()))
          .addKnowingAll("manual", () -> noted("manual", new Manual()));

  private Object noted(String name, Object command) {
    built.add(name);
    return command;
  }

  @Test
  void a_command_is_built_alone() {
    assertThat(tree.lineFor("plan", "--date", "run").getSubcommands()).containsOnlyKeys("plan");
    assertThat(built).containsExactly("plan");
  }

  @Test
  void a_command_that_knows_the_others_gets_them_all() {
    assertThat(tree.lineFor("manual").getSubcommands()).containsOnlyKeys("run", "plan", "manual");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "rum", "@file"})
  void what_names_no_command_is_answered_by_all(String word) {
    String[] words = word.isEmpty() ? new String[0] : new String[] {word};
    assertThat(tree.lineFor(words).getSubcommands()).containsOnlyKeys("run", "plan", "manual");
    assertThat(built).containsExactly("run", "plan", "manual");
  }

  @Test
  void a_command_of_another_name_is_refused() {
    CommandTree wrong = new CommandTree(new Job()).add("rerun", Run::new);
    assertThatThrownBy(() -> wrong.lineFor("rerun"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'rerun'");
  }
}
