package io.afterclose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.drill.JarProcess.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The TLS modes of {@code DATABASE_URL}, against a pgbouncer that speaks TLS alone, with a
 * certificate for 127.0.0.1 that an authority of the test's own has made.
 */
class TlsIT {

  @RegisterExtension static final PostgresExtension DATABASE = new PostgresExtension();

  private static final String SETTINGS =
      """
      pool_mode = session
      client_tls_sslmode = require
      client_tls_key_file = %s
      client_tls_cert_file = %s
      """;

  @Test
  void a_mode_is_kept_to_or_the_job_is_refused(@TempDir Path folder) throws Exception {
    assumeTrue(Pgbouncer.installed(), "pgbouncer is not installed here");
    Certificate known = Certificate.in(folder, "known");
    Certificate stranger = Certificate.in(folder, "stranger");
    try (Pgbouncer pooler =
        Pgbouncer.before(
            DATABASE.environment(), folder, SETTINGS.formatted(known.key(), known.chain()))) {
      for (String mode : new String[] {"require", "prefer"}) {
        status(pooler, "127.0.0.1", "sslmode=" + mode).with(0);
      }
      status(pooler, "127.0.0.1", "sslmode=verify-full&sslrootcert=" + known.chain()).with(0);
      status(pooler, "localhost", "sslmode=verify-ca&sslrootcert=" + known.chain()).with(0);
      assertThat(pooler.log()).contains("tls=TLSv1.3").doesNotContain("tls=none");

      refused(pooler, "127.0.0.1", "sslmode=disable", "SSL required");
      refused(
          pooler,
          "localhost",
          "sslmode=verify-full&sslrootcert=" + known.chain(),
          "hostname localhost could not be verified");
      refused(
          pooler,
          "127.0.0.1",
          "sslmode=verify-full&sslrootcert=" + stranger.chain(),
          "disagree on TLS");
      refused(
          pooler,
          "127.0.0.1",
          "sslmode=verify-ca&sslrootcert=" + folder.resolve("nowhere"),
          "Could not open SSL root certificate file");
    }
  }

  private static void refused(Pgbouncer pooler, String host, String parameters, String why)
      throws Exception {
    Ended ended = status(pooler, host, parameters).with(2, 75);
    System.out.println("TLS: " + ended.err().replaceAll("/[^ \"]*/", ".../").strip());
    assertThat(ended.out()).isEmpty();
    assertThat(ended.logged("symbol-batch: PostgreSQL at "))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).contains(why));
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  private static Ended status(Pgbouncer pooler, String host, String parameters) throws Exception {
    String url = pooler.url(host);
    return Jobs.symbolBatch(
        Map.of("DATABASE_URL", url + (url.contains("?") ? "&" : "?") + parameters), "status");
  }
}
