package io.afterclose.cli.output;

/** How a result is printed. Names are those of the option's values, hence lower case. */
public enum OutputFormat {
  /** For the eye; on a terminal only the columns that fit. */
  table,
  /** The same with all columns, however wide. */
  wide,
  /** A line for each column of each row. */
  record,
  csv,
  json,
  /** A file that spreadsheets open; not of every command. */
  xlsx
}
