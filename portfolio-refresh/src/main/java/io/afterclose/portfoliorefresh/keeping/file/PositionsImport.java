package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfoliorefresh.broker.LineError;
import io.afterclose.portfoliorefresh.broker.positions.CashBalance;
import io.afterclose.portfoliorefresh.broker.positions.ParsedPositions;
import io.afterclose.portfoliorefresh.broker.positions.PositionLine;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file of positions makes.
 *
 * @param lines at least one, or cash
 * @param day the session of which the file is, if that is known
 * @param cash what the file says about cash
 * @param notes what its owner should know
 */
record PositionsImport(
    List<PositionLine> lines,
    Optional<LocalDate> day,
    Optional<CashBalance> cash,
    List<String> notes) {
  PositionsImport {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * Holds a file as read against what is stored.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException naming every bad line once
   */
  static PositionsImport checked(
      ParsedPositions parsed,
      Database database,
      ProcessContext process,
      LocalDate today,
      InputFile file) {
    StoredFacts facts =
        StoredFacts.check(
            parsed.lines(),
            new CorporateActionStore(database.dataSource(), process.clock()),
            new OptionRootStore(database.dataSource()),
            today);
    List<LineError> errors =
        Stream.concat(parsed.errors().stream(), facts.errors().stream())
            .sorted(Comparator.comparingInt(LineError::lineNumber))
            .toList();
    if (!errors.isEmpty()) {
      throw OptionValues.refused(
          "nothing was imported from "
              + file.shown()
              + ":\n"
              + errors.stream()
                  .map(error -> "  " + error.message())
                  .collect(Collectors.joining("\n")));
    }
    List<String> notes = new ArrayList<>(parsed.notes());
    notes.addAll(facts.notes());
    return new PositionsImport(facts.lines(), parsed.day(), parsed.cash(), notes);
  }

  List<NewPosition> positions() {
    return lines.stream().map(PositionLine::position).toList();
  }
}
