package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

final class SharedDataTest {
  @Test
  void is_found_beside_any_folder_above(@TempDir Path root) throws IOException {
    Path data = Files.createDirectories(root.resolve("shared/data"));
    Path module = Files.createDirectories(root.resolve("project/batch/module"));
    assertThat(SharedData.folder(module)).contains(data);
  }

  @Test
  void a_missing_file_skips_the_test_with_its_name() {
    assertThatThrownBy(() -> SharedData.required("no/such/file.csv"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("shared/data/no/such/file.csv");
  }
}
