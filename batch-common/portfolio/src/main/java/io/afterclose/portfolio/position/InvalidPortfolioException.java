package io.afterclose.portfolio.position;

/** What is recorded of a portfolio is wrong or contradicts itself, so that it cannot be valued. */
public final class InvalidPortfolioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidPortfolioException(String message) {
    super(message);
  }
}
