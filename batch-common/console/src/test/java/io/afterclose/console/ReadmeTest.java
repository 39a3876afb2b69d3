package io.afterclose.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

  private static final String BEGIN =
      "<!-- settings of the console: as its registry has them -->\n";
  private static final String END = "<!-- end of settings of the console -->";

  /** {@code -Dreadme.write=true} writes the table anew. */
  @Test
  void its_table_of_the_console_s_settings_is_that_of_the_registry() throws IOException {
    Path file = Path.of("..", "..", "README.md");
    String readme = Files.readString(file);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(file, readme.substring(0, from) + table() + readme.substring(to));
    } else {
      assertThat(readme.substring(from, to)).isEqualTo(table());
    }
  }

  private static String table() {
    return Console.SETTINGS.stream()
        .map(ReadmeTest::row)
        .collect(
            Collectors.joining(
                "", "| variable | format | default | what for |\n|---|---|---|---|\n", ""));
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            setting.variable(),
            setting.format(),
            setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
            setting.reason());
  }
}
