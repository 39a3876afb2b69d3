package io.afterclose.portfoliorefresh.broker;

/** A line of a table. */
public record Row<C extends FileColumn>(Header<C> header, FileLine line) {

  public int number() {
    return line.number();
  }

  /** Empty text if the file lacks the column. */
  public String cell(C column) {
    return header.cell(line, column);
  }
}
