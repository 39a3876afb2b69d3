package io.afterclose.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramsArchiveTest {
  @TempDir Path folder = Path.of("set by JUnit");

  @Test
  void files_executable_bits_and_links_are_kept() throws IOException {
    TarArchiveEntry program = new TarArchiveEntry("bin/postgres");
    program.setMode(0100755);
    TarArchiveEntry link = new TarArchiveEntry("lib/name", TarConstants.LF_SYMLINK);
    link.setLinkName("../bin/postgres");
    unpack(program, new TarArchiveEntry("share/text"), link);
    assertThat(folder.resolve("bin/postgres")).isExecutable().hasContent("content");
    assertThat(Files.isExecutable(folder.resolve("share/text"))).isFalse();
    assertThat(folder.resolve("lib/name")).isSymbolicLink().hasContent("content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "bin/../../outside"})
  void an_entry_that_leads_outside_is_refused(String name) {
    assertThatThrownBy(() -> unpack(new TarArchiveEntry(name)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside", "/etc/passwd"})
  void a_link_that_leads_outside_is_refused(String target) {
    TarArchiveEntry link = new TarArchiveEntry("lib/name", TarConstants.LF_SYMLINK);
    link.setLinkName(target);
    assertThatThrownBy(() -> unpack(link))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads outside");
  }

  private void unpack(TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (TarArchiveEntry entry : entries) {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        entry.setSize(entry.isFile() ? content.length : 0);
        tar.putArchiveEntry(entry);
        tar.write(content, 0, (int) entry.getSize());
        tar.closeArchiveEntry();
      }
    }
    ProgramsArchive.unpack(new ByteArrayInputStream(bytes.toByteArray()), folder);
  }
}
