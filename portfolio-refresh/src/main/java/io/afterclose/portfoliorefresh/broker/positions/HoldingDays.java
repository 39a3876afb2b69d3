package io.afterclose.portfoliorefresh.broker.positions;

import io.afterclose.portfoliorefresh.broker.Instrument;
import io.afterclose.portfoliorefresh.broker.RowReader;
import java.time.LocalDate;
import java.util.Optional;

/**
 * From when on a line is held and on which day its quantity counts.
 *
 * @param entry empty if it was refused
 * @param quantityAsOf there with the entry, unless it was refused itself
 * @param inKind whether it moves in without cash
 * @param quantityDateStated whether the day of the quantity was said by somebody
 */
record HoldingDays(
    Optional<LocalDate> entry,
    Optional<LocalDate> quantityAsOf,
    boolean inKind,
    boolean quantityDateStated) {

  /** Reads them; a line without an entry, or moved in, is held from the day of the file on. */
  static HoldingDays read(
      RowReader<Column> fields, FileFacts file, boolean movedIn, Optional<Instrument> instrument) {
    Optional<LocalDate> written = file.knownDay(fields, Column.ENTRY_DATE);
    if (fields.refused(Column.ENTRY_DATE)) {
      return new HoldingDays(Optional.empty(), Optional.empty(), movedIn, true);
    }
    boolean inKind = movedIn || written.isEmpty();
    Optional<LocalDate> entry =
        fields.check(
            Column.ENTRY_DATE,
            inKind ? file.dayOf(fields).map(file.options()::session) : written,
            day -> instrument.map(traded -> traded.existsOn(day)).orElse(true),
            "a day on or before the option's expiry");
    if (inKind) {
      requireDay(fields, entry);
      return new HoldingDays(entry, entry, true, true);
    }
    return quantityDay(fields, file, entry);
  }

  private static void requireDay(RowReader<Column> fields, Optional<LocalDate> entry) {
    if (entry.isEmpty() && !fields.refused(Column.ENTRY_DATE) && !fields.refused(Column.AS_OF)) {
      fields.refuse(
          Column.ENTRY_DATE,
          "a date, or --as-of DATE: the file does not say on which day its positions are held");
    }
  }

  private static HoldingDays quantityDay(
      RowReader<Column> fields, FileFacts file, Optional<LocalDate> entry) {
    Optional<LocalDate> stated = file.knownDay(fields, Column.QUANTITY_AS_OF);
    if (stated.isPresent() || fields.refused(Column.QUANTITY_AS_OF)) {
      return new HoldingDays(entry, stated, false, true);
    }
    Optional<LocalDate> counted =
        file.countedOn(fields).flatMap(day -> entry.map(held -> later(held, day)));
    boolean said = counted.isPresent() || file.options().asOf().isEntry();
    return new HoldingDays(entry, counted.or(() -> entry), false, said);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
