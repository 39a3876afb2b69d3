package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.ColumnMapping;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Files as texts, read on a Monday evening. */
final class Files {
  static final LocalDate TODAY = LocalDate.parse("2024-06-17");

  private Files() {}

  static ReadingOptions options(AsOf asOf, String... mappings) {
    return new ReadingOptions(
        null,
        List.of(mappings).stream().map(ColumnMapping::parse).toList(),
        Map.of(),
        asOf,
        TODAY,
        NyseCalendar.standard());
  }

  static ParsedPositions parsed(String csv) {
    return parsed(csv, options(AsOf.UNSAID));
  }

  static ParsedPositions parsed(String csv, ReadingOptions options) {
    try {
      return PositionsFile.parse(new StringReader(csv), options);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  /** A file of the test resources. */
  static ParsedPositions sample(String name, ReadingOptions options) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Files.class.getResourceAsStream("/broker/" + name), name),
            StandardCharsets.UTF_8)) {
      return PositionsFile.parse(reader, options);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
