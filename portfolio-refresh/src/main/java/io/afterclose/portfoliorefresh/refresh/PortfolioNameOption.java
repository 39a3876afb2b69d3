package io.afterclose.portfoliorefresh.refresh;

import picocli.CommandLine.Option;

/** The option {@code --portfolio} of a command that is about one portfolio. */
public final class PortfolioNameOption {

  @Option(
      names = "--portfolio",
      required = true,
      paramLabel = "NAME",
      description = "The portfolio.")
  private String name = "";

  /** As it was written. */
  public String text() {
    return name;
  }
}
