package io.afterclose.portfoliorefresh.keeping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns of a positions file. */
enum Column {
  SYMBOL(true),
  QUANTITY(true),
  ENTRY_DATE(true),
  ENTRY_PRICE(true),
  QUANTITY_AS_OF(false),
  INVESTMENT_CLASS(false),
  POSITION_TYPE(false),
  MULTIPLIER(false),
  EXIT_DATE(false),
  EXIT_PRICE(false);

  private final boolean required;

  Column(boolean required) {
    this.required = required;
  }

  boolean required() {
    return required;
  }

  /** As written in the header. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Column> titled(String text) {
    String title = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(column -> column.title().equals(title)).findFirst();
  }

  static String titles(boolean required) {
    return Arrays.stream(values())
        .filter(column -> column.required == required)
        .map(Column::title)
        .collect(Collectors.joining(", "));
  }
}
