package io.afterclose.console.serve;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.option.DatabaseOption;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.child.JobPrograms;
import io.afterclose.console.symbols.SymbolCacheSettings;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}. */
@Command(
    name = "serve",
    description =
        "Serves probes, interface and pages until it is told to end. It answers before its"
            + " database does.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  private final ProcessContext process;
  private final Class<?> features;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Where it listens (default: all addresses at PORT where that is set, else"
              + " 127.0.0.1:8480). Beyond loopback AFTERCLOSE_CONSOLE_HOSTS is needed.")
  private @Nullable String listen;

  @Option(
      names = "--symbol-batch",
      paramLabel = "FILE",
      description =
          "The program of the symbol job (default: the one beside the console, as"
              + " deploy/bin/symbol-batch).")
  private @Nullable Path symbolBatch;

  @Option(
      names = "--portfolio-refresh",
      paramLabel = "FILE",
      description = "The program of the portfolio job (default: the one beside the console).")
  private @Nullable Path portfolioRefresh;

  /**
   * @param features the configuration class that names them
   */
  public ServeCommand(ProcessContext process, Class<?> features) {
    this.process = process;
    this.features = features;
  }

  @Override
  public Integer call() throws InterruptedException {
    process.requireSettings(SymbolCacheSettings.wrong(process.environment()));
    ConsoleSettings settings = ConsoleSettings.of(process.environment(), listen);
    DatabaseSettings where = database.settings(process.environment());
    Path home = database.home(process.environment());
    try (ConsoleServer server =
        ConsoleServer.start(
            features,
            process,
            settings,
            where,
            home,
            beans ->
                beans.registerBean(
                    JobCommands.class, () -> new JobCommands(programs(), process.environment())))) {
      server.await();
    }
    return ExitCode.DONE.code();
  }

  private JobPrograms programs() {
    Map<JobName, Path> chosen = new EnumMap<>(JobName.class);
    if (symbolBatch != null) {
      chosen.put(JobName.SYMBOL_BATCH, symbolBatch.toAbsolutePath());
    }
    if (portfolioRefresh != null) {
      chosen.put(JobName.PORTFOLIO_REFRESH, portfolioRefresh.toAbsolutePath());
    }
    return JobPrograms.besideThis(chosen);
  }
}
