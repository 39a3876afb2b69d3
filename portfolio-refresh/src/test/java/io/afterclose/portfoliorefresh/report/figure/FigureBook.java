package io.afterclose.portfoliorefresh.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.RefreshWorld;
import io.afterclose.portfoliorefresh.analytics.StoredYears;
import io.afterclose.portfoliorefresh.fixture.StoredPortfolios.Lot;
import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three portfolios with the figures of their sessions: Book, two long shares, a short one and 3,000
 * paid in on the way; Cash, a deposit alone; Empty, nothing.
 */
final class FigureBook {

  static final LocalDate LAST = StoredYears.LAST;
  static final LocalDate ENTRY = StoredYears.back(40);

  /** The session on which 3,000 are paid in. */
  static final LocalDate PAID_IN = StoredYears.back(10);

  final RefreshWorld world;
  final long book;

  FigureBook(RefreshWorld world, long book) {
    this.world = world;
    this.book = book;
  }

  /** Stores them and runs the night of the last session since inception. */
  static FigureBook stored(PostgresExtension postgres) {
    RefreshWorld world = RefreshWorld.emptied(postgres);
    StoredYears.store(world);
    long book = world.portfolios().empty("Book");
    world.portfolios().cash(book, ENTRY, "DEPOSIT", "100000");
    world.portfolios().cash(book, PAID_IN, "DEPOSIT", "3000");
    world.portfolios().cash(book, StoredYears.back(5), "FEE", "12.34");
    world.portfolios().position(book, Lot.shares("AAA", "300", ENTRY, "100"));
    world.portfolios().position(book, Lot.shares("BBB", "200", ENTRY, "100"));
    world.portfolios().position(book, Lot.shares("CCC", "100", ENTRY, "100").shorted());
    long cash = world.portfolios().empty("Cash");
    world.portfolios().cash(cash, StoredYears.back(3), "DEPOSIT", "500");
    world.portfolios().empty("Empty");
    FigureBook figures = new FigureBook(world, book);
    world.symbolNights().completed(LAST);
    figures.night("Book");
    figures.night("Cash");
    return figures;
  }

  /** The night of the last session for a portfolio. */
  void night(String portfolio) {
    CommandRun run =
        world.command(
            "run",
            "--date",
            LAST.toString(),
            "--wait",
            "0s",
            "--portfolio",
            portfolio,
            "--since-inception");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  /** The rows that a command prints, as JSON. */
  List<JsonNode> rows(String words) {
    CommandRun run = run(words + " -o json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode rows = JsonMapper.shared().readTree(run.out());
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  CommandRun run(String words) {
    return world.command(words.strip().split(" +"));
  }

  /** What a command that is refused says. */
  String refused(String words) {
    CommandRun run = run(words);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  /** The row that has these values in these columns. */
  static JsonNode row(List<JsonNode> rows, String... columnsAndValues) {
    List<JsonNode> found = new ArrayList<>(rows);
    Map<String, String> wanted = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      wanted.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    wanted.forEach(
        (column, value) -> found.removeIf(row -> !row.get(column).asString("").equals(value)));
    assertThat(found).as(wanted.toString()).hasSize(1);
    return found.get(0);
  }

  /** The close of a symbol. */
  BigDecimal close(String symbol, LocalDate session) {
    return world
        .sql()
        .sql("select close from market_data_cache where symbol = ? and price_date = ?")
        .params(symbol, session)
        .query(BigDecimal.class)
        .single();
  }
}
