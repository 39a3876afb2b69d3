package io.afterclose.console.account;

import io.afterclose.console.access.Role;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * An account to be added.
 *
 * @param name 1 to 60 letters, digits, {@code . _ @ -}
 * @param portfolios the names of those that it may see; empty for all
 */
public record NewAccount(String name, Role role, Optional<List<String>> portfolios) {

  private static final String NAME = "[A-Za-z0-9._@-]{1,60}";

  public NewAccount {
    if (!name.matches(NAME)) {
      throw new InvalidInputException(
          "an account's name of 1 to 60 letters, digits and . _ @ - was expected");
    }
  }
}
