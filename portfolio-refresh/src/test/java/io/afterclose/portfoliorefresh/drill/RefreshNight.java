package io.afterclose.portfoliorefresh.drill;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.portfoliorefresh.fixture.StoredPrices;
import io.afterclose.portfoliorefresh.fixture.SymbolNights;
import io.afterclose.testkit.drill.DrillDatabase;
import io.afterclose.testkit.drill.Night;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** A night of thirty portfolios that lack their first two sessions. */
final class RefreshNight implements Night {

  private static final LocalDate NIGHT = LocalDate.parse("2022-06-30");

  @Override
  public String job() {
    return "portfolio-refresh";
  }

  @Override
  public String date() {
    return NIGHT.toString();
  }

  @Override
  public List<String> options() {
    return List.of("--wait", "0s");
  }

  @Override
  public List<String> brokenTables() {
    return List.of("portfolio_snapshots", "run_item_failures");
  }

  @Override
  public void prepare(DrillDatabase database) {
    DrillDatabase unused = prepared(database);
  }

  static DrillDatabase prepared(DrillDatabase database) {
    database.prepare(
        dataSource -> {
          new StoredPrices(dataSource, Clock.systemUTC())
              .save(
                  ManyPortfolios.closes(
                      NyseCalendar.standard().sessions(NIGHT.minusDays(1), NIGHT)));
          ManyPortfolios.store(dataSource, 30);
          new SymbolNights(dataSource).completed(NIGHT);
        });
    return database;
  }
}
