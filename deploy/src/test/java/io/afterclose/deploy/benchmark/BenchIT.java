package io.afterclose.deploy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code deploy/bench} at a small size: the job, the bound and the peer leave the same rows. */
class BenchIT {

  @TempDir private Path folder;

  @Test
  void a_night_is_measured_beside_the_same_rows_made_plainly() throws Exception {
    Path json = folder.resolve("bench.json");
    Path log = folder.resolve("bench.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            Path.of("bench").toAbsolutePath().toString(),
            "night",
            "--layout=build",
            "--rounds=1",
            "--symbols=40",
            "--json=" + json);
    builder.environment().remove("DATABASE_URL");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("BENCH_AS_BUILT", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(Files.readString(log, UTF_8)).isZero();

    JsonNode night = new JsonMapper().readTree(json).path("scenarios").path(0);
    assertThat(night.path("rows").asLong()).isEqualTo(40 * (1 + 12 + 1));
    assertThat(night.path("bound_seconds").get(0).asDouble()).isPositive();
    assertThat(night.path("step_seconds").propertyNames())
        .containsExactlyInAnyOrder(
            "prices",
            "marketBeta",
            "interestRateBeta",
            "ridgeStyleFactors",
            "spreadFactors",
            "metrics");
    assertThat(night.path("statements").asLong()).isPositive();
  }
}
