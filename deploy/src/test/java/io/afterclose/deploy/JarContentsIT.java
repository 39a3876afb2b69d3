package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three jars are made of: HTTP is served by the console alone. */
class JarContentsIT {

  private static final List<String> LIBRARIES_OF_A_SERVER =
      List.of("tomcat-embed-core", "spring-webmvc", "spring-security-web", "spring-boot-tomcat");

  private static final Path CONSOLE = Path.of("../batch-common/console/target/console.jar");

  @ParameterizedTest
  @ValueSource(strings = {"symbol-batch", "portfolio-refresh"})
  void a_job_has_no_server_in_it(String job) throws IOException {
    try (JarFile jar = new JarFile(jar(job).toFile())) {
      assertThat(libraries(jar))
          .hasSizeGreaterThan(20)
          .noneMatch(
              name -> name.matches("(tomcat|jetty|undertow|spring-webmvc|spring-security).*"))
          .noneMatch(name -> name.matches("(jakarta\\.servlet|spring-boot-(web|servlet|tomcat)).*"))
          .noneMatch(name -> name.startsWith("console-"));
      assertThat(entries(jar))
          .contains("io/afterclose/run/name/JobName.class")
          .noneMatch(name -> name.startsWith("jakarta/servlet/"))
          .noneMatch(name -> name.startsWith("io/afterclose/console/"));
    }
  }

  @Test
  void the_console_has_a_server_and_neither_job() throws IOException {
    try (JarFile jar = new JarFile(CONSOLE.toFile())) {
      for (String library : LIBRARIES_OF_A_SERVER) {
        assertThat(libraries(jar)).anyMatch(name -> name.matches(library + "-\\d.*"));
      }
      assertThat(libraries(jar))
          .noneMatch(name -> name.matches("(symbol-batch|portfolio-refresh|testkit).*"))
          .noneMatch(name -> name.matches("(springdoc|swagger|json-schema|jackson-databind-2).*"));
      assertThat(entries(jar))
          .contains("io/afterclose/console/Console.class", "jakarta/servlet/Servlet.class")
          .contains("console/openapi.json")
          .noneMatch(name -> name.matches("io/afterclose/(symbolbatch|portfoliorefresh)/.*"));
    }
  }

  @Test
  void each_starts_its_own_program() throws IOException {
    assertThat(
            List.of(
                started(jar("symbol-batch")), started(jar("portfolio-refresh")), started(CONSOLE)))
        .containsExactly(
            "io.afterclose.symbolbatch.SymbolBatch",
            "io.afterclose.portfoliorefresh.PortfolioRefresh",
            "io.afterclose.console.Console");
  }

  private static Path jar(String job) {
    return Path.of("..", job, "target", job + ".jar");
  }

  private static String started(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Start-Class");
    }
  }

  private static List<String> libraries(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
        .map(name -> name.substring("BOOT-INF/lib/".length()))
        .toList();
  }

  /** The entries of the program and of every library in it. */
  private static List<String> entries(JarFile jar) throws IOException {
    List<String> entries = new ArrayList<>();
    jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith("BOOT-INF/classes/"))
        .map(name -> name.substring("BOOT-INF/classes/".length()))
        .forEach(entries::add);
    for (String library : libraries(jar)) {
      try (ZipInputStream nested =
          new ZipInputStream(jar.getInputStream(jar.getEntry("BOOT-INF/lib/" + library)))) {
        for (ZipEntry entry = nested.getNextEntry(); entry != null; entry = nested.getNextEntry()) {
          entries.add(entry.getName());
        }
      }
    }
    return entries;
  }
}
