package io.afterclose.symbolbatch.drill;

import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.JarProcess;
import io.afterclose.testkit.drill.Night;
import java.util.List;

/** A night of thirteen symbols from the sample market, four to a chunk. */
final class SymbolNight implements Night {

  @Override
  public String job() {
    return "symbol-batch";
  }

  @Override
  public String date() {
    return "2022-06-30";
  }

  @Override
  public List<String> options() {
    return List.of("--provider", "sample", "--chunk-size", "4");
  }

  @Override
  public List<String> brokenTables() {
    return List.of("symbol_factor_exposures");
  }

  @Override
  public void prepare(DrillDatabase database) throws Exception {
    try (JarProcess added =
        JarProcess.start(
            "symbol-batch",
            database.environment("prepared"),
            "universe",
            "add",
            "ALFA",
            "GOLF",
            "MIKE",
            "TNGO",
            "ZULU")) {
      added.ended().with(0);
    }
  }
}
