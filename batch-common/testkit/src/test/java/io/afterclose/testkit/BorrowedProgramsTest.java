package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BorrowedProgramsTest {
  @Test
  void a_link_to_programs_that_were_cleaned_away_is_removed(@TempDir Path home) throws IOException {
    Path root = Files.createDirectories(home.resolve("postgres"));
    Path dead = Files.createSymbolicLink(root.resolve("programs-0"), home.resolve("cleaned"));
    assertThat(BorrowedPrograms.linkedInto(home)).isEqualTo(home);
    assertThat(Files.exists(dead, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void programs_of_the_home_s_own_stay_and_a_link_leads_to_a_server(@TempDir Path home)
      throws IOException {
    Path own = Files.createDirectories(home.resolve("postgres").resolve("programs-0"));
    BorrowedPrograms.linkedInto(home);
    assertThat(own).isDirectory();
    for (Path link : linksIn(home.resolve("postgres"))) {
      assertThat(link.resolve("bin").resolve("initdb")).isExecutable();
    }
  }

  private static List<Path> linksIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isSymbolicLink).toList();
    }
  }
}
