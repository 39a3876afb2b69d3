package io.afterclose.portfolio.position;

import io.afterclose.database.text.Printable;

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

  /** As stored; a name that an import would refuse is escaped, so that it is safe to print. */
  public static Portfolio stored(long id, String name) {
    try {
      return new Portfolio(id, name);
    } catch (IllegalArgumentException untrusted) {
      return new Portfolio(id, Printable.quoted(name));
    }
  }

  @Override
  public String toString() {
    return "portfolio '" + name + "' (" + id + ")";
  }
}
