package io.afterclose.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DockerPostgresTest {

  @Test
  void without_an_engine_that_answers_there_is_none() {
    assumeTrue(
        !Files.exists(Path.of("/var/run/docker.sock")),
        "an engine may answer here, and the tests use it");

    assertThat(DockerPostgres.started()).isEmpty();
  }
}
