package io.afterclose.portfoliorefresh.broker;

/** A line of a table. */
record Row<C extends FileColumn>(Header<C> header, FileLine line) {

  int number() {
    return line.number();
  }

  /** Empty text if the file lacks the column. */
  String cell(C column) {
    return header.cell(line, column);
  }
}
