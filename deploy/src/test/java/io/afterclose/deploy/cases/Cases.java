package io.afterclose.deploy.cases;

import io.afterclose.database.address.PostgresUrl;
import io.afterclose.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cases of {@code deploy/src/test/cases}, with the jobs that were built and one server. */
final class Cases {

  private final Path root;
  private final Map<String, JobInProcess> jobs;
  private final TestServer server;

  private Cases(Path root, TestServer server) {
    this.root = root;
    this.server = server;
    jobs =
        Map.of(
            "symbol-batch",
            JobInProcess.of(root, "symbol-batch", "io.afterclose.symbolbatch.SymbolBatch"),
            "portfolio-refresh",
            JobInProcess.of(
                root, "portfolio-refresh", "io.afterclose.portfoliorefresh.PortfolioRefresh"));
  }

  /**
   * Starts their server.
   *
   * @param root of the checkout
   */
  static Cases in(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    return new Cases(absolute, TestServer.startIn(absolute.resolve("deploy/target/cases-home")));
  }

  List<CaseFile> all() throws IOException {
    return CaseFile.in(root.resolve("deploy/src/test/cases"));
  }

  /** Carries one out; gives what is wrong. */
  List<String> wrongIn(CaseFile one) throws IOException, InterruptedException, SQLException {
    PostgresUrl database = server.newDatabase("Pacific/Auckland");
    try (CaseRun run = new CaseRun(root, jobs, database)) {
      return run.of(one);
    } finally {
      server.drop(database.database());
    }
  }

  /**
   * The cases that are named, or all; ends with 1 when one fails, with 2 when a name is none.
   *
   * @param arguments the checkout, then names
   */
  public static void main(String... arguments) throws Exception {
    Cases cases = in(Path.of(arguments[0]));
    List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
    List<CaseFile> all = cases.all();
    String known = all.stream().map(CaseFile::name).collect(Collectors.joining(" "));
    for (String name : names) {
      if (all.stream().noneMatch(one -> one.name().equals(name))) {
        System.err.println("cases: there is no case '" + name + "'; there are: " + known);
        System.exit(2);
      }
    }
    boolean failed = false;
    for (CaseFile one : all) {
      if (names.isEmpty() || names.contains(one.name())) {
        failed |= !cases.passes(one);
      }
    }
    System.exit(failed ? 1 : 0);
  }

  private boolean passes(CaseFile one) throws IOException, InterruptedException, SQLException {
    long begun = System.nanoTime();
    List<String> wrong = wrongIn(one);
    System.out.printf(
        "%s %s (%.1f s): %s%n",
        wrong.isEmpty() ? "PASS" : "FAIL",
        one.name(),
        (System.nanoTime() - begun) / 1e9,
        one.title());
    wrong.forEach(line -> System.out.println("  " + line));
    return wrong.isEmpty();
  }
}
