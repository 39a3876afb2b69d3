package io.afterclose.portfoliorefresh.portfolio;

/**
 * A portfolio that was not deleted.
 *
 * @param id key in the database
 * @param name display name, fit for {@link PortfolioName}
 */
public record Portfolio(long id, String name) {
  /** Checks the name. */
  public Portfolio {
    name = PortfolioName.of(name).text();
  }

  @Override
  public String toString() {
    return "portfolio '" + name + "' (" + id + ")";
  }
}
