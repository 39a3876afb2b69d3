package io.afterclose.console.account;

import io.afterclose.console.access.Role;
import io.afterclose.run.outcome.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A token to be created.
 *
 * @param name what it is for, 1 to 60 characters
 * @param portfolios the names of those that it may see; empty for all that its account may
 * @param life at most 400 days
 */
public record NewToken(String name, Role role, Optional<List<String>> portfolios, Duration life) {

  private static final Duration LONGEST = Duration.ofDays(400);

  public NewToken {
    if (name.isBlank() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException("a token's name of 1 to 60 characters was expected");
    }
    if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(LONGEST) > 0) {
      throw new InvalidInputException(
          "a token's life of a minute to %d days was expected".formatted(LONGEST.toDays()));
    }
  }
}
