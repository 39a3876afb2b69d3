package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.PortfolioName;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.broker.positions.ParsedPositions;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A portfolio as a file and the options beside it state it, read but not held against what is
 * stored.
 *
 * @param today in New York
 * @param stated cash that an option says, before what the file says
 * @param reason why it is imported, as far as it was given
 */
public record PortfolioFile(
    PortfolioName name,
    InputFile file,
    ParsedPositions parsed,
    LocalDate today,
    Optional<CashBalance> stated,
    Optional<String> reason) {

  /**
   * Holds it against what is stored, and logs what its owner should know.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException naming every bad line once
   */
  PositionsImport checked(Database opened, ProcessContext process) {
    PositionsImport imported = PositionsImport.checked(parsed, opened, process, today, file);
    imported.notes().forEach(note -> LoggerFactory.getLogger(PortfolioFile.class).info("{}", note));
    return imported;
  }

  /** The cash of the portfolio. */
  Optional<CashBalance> cash(PositionsImport imported) {
    return stated.or(imported::cash);
  }
}
