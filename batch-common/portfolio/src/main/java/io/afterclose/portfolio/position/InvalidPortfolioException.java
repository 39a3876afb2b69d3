package io.afterclose.portfolio.position;

/** The rows of a portfolio are invalid or contradict each other, so that it cannot be valued. */
public final class InvalidPortfolioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidPortfolioException(String message) {
    super(message);
  }
}
