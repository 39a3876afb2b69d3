package io.afterclose.testkit;

import io.afterclose.database.address.PostgresUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A PostgreSQL in a container, for as long as this JVM lives; Testcontainers evicts it. */
final class DockerPostgres {

  private static final String IMAGE = "postgres:18.1";
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private DockerPostgres() {}

  /** Empty where no Docker engine answers. */
  static Optional<PostgresUrl> started() {
    if (!hinted() || !DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    System.out.println("Docker has " + IMAGE + " in container " + container.getContainerId());
    return Optional.of(
        PostgresUrl.parse(
            "the container's address",
            "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                    container.getUsername(),
                    container.getPassword(),
                    container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    container.getDatabaseName())));
  }

  /** Asking where no engine can be takes seconds and complains in the log. */
  private static boolean hinted() {
    return Files.exists(SOCKET) || System.getenv("DOCKER_HOST") != null;
  }
}
