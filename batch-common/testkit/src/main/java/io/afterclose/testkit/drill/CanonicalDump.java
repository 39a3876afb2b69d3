package io.afterclose.testkit.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the data tables say, as one text: each row as JSON, sorted by its text, table by table. Two
 * databases in which the same nights ran have the same, byte for byte. What it leaves out is in
 * {@code left-out.txt}.
 */
final class CanonicalDump {

  private static final String TABLES =
      """
      select tablename from pg_tables where schemaname = current_schema() order by 1
      """;

  private static final String COLUMNS =
      """
      select column_name from information_schema.columns
      where table_schema = current_schema() and table_name = ?
      order by 1
      """;

  private static final List<Pattern> LEFT_OUT = leftOut();

  private CanonicalDump() {}

  /** The dump of a database as it is now. */
  public static String of(JdbcTemplate database) {
    return database.queryForList(TABLES, String.class).stream()
        .filter(kept())
        .map(table -> rows(database, table))
        .collect(Collectors.joining());
  }

  private static String rows(JdbcTemplate database, String table) {
    String without =
        database.queryForList(COLUMNS, String.class, table).stream()
            .filter(column -> LEFT_OUT.stream().anyMatch(out -> matches(out, table + "." + column)))
            .map(column -> " - '" + column + "'")
            .collect(Collectors.joining());
    return database
        .queryForList(
            "select (to_jsonb(t)"
                + without
                + ")::text collate \"C\" from "
                + table
                + " t order by 1",
            String.class)
        .stream()
        .map(row -> table + " " + row + "\n")
        .collect(Collectors.joining());
  }

  static Predicate<String> kept() {
    return table -> LEFT_OUT.stream().noneMatch(out -> matches(out, table));
  }

  private static boolean matches(Pattern out, String name) {
    return out.matcher(name).matches();
  }

  private static List<Pattern> leftOut() {
    try (InputStream file =
        Objects.requireNonNull(CanonicalDump.class.getResourceAsStream("left-out.txt"))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.replace(".", "\\.").replace("*", "[^.]*"))
          .map(Pattern::compile)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
