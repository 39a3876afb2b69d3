package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.run.execution.CommonSettings;
import io.afterclose.run.settings.Setting;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

  private static final String BEGIN = "<!-- settings: as the registry has them -->\n";
  private static final String END = "<!-- end of settings -->";

  /** {@code -Dreadme.write=true} writes the table anew. */
  @Test
  void its_table_of_settings_is_that_of_the_registry() throws IOException {
    Path file = Path.of("..", "README.md");
    String readme = Files.readString(file);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(file, readme.substring(0, from) + table() + readme.substring(to));
    } else {
      assertThat(readme.substring(from, to)).isEqualTo(table());
    }
  }

  @Test
  void every_place_that_it_names_exists() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> tree = sources();
    List<String> places =
        Pattern.compile("`((?:batch-common|symbol-batch|portfolio-refresh|deploy)/[^`\\s]*)`")
            .matcher(readme)
            .results()
            .map(found -> found.group(1))
            .filter(place -> !place.contains("/target/"))
            .toList();
    assertThat(places).hasSizeGreaterThan(20).allMatch(place -> isIn(tree, place));
  }

  /** Other modules work in their target folders meanwhile, so those are not entered. */
  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of(".."),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            sources.add(folder.toString().substring(2));
            return folder.endsWith("target") || folder.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sources.add(file.toString().substring(2));
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  /** Where {@code …} stands for folders between, and {@code *} for a part of a name. */
  private static boolean isIn(List<String> tree, String place) {
    String[] ends = ("/" + place).split("/…", 2);
    String begin = Pattern.quote(ends[0].replaceFirst("/$", "")).replace("*", "\\E[^/]*\\Q");
    String end = ends.length == 1 ? "(/.*)?" : ".*" + Pattern.quote(ends[1]) + ".*";
    Pattern pattern = Pattern.compile(begin + end);
    return tree.stream().anyMatch(file -> pattern.matcher(file).matches());
  }

  private static String table() {
    return CommonSettings.ALL.stream()
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
