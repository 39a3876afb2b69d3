package io.afterclose.cli.output;

/** How a result is printed. Names are those of the option's values, hence lower case. */
enum OutputFormat {
  table,
  csv,
  json
}
