package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rows of one symbol in the order of the files, as columns of numbers: 28 to 58 bytes a row
 * instead of ten objects. Rows with a cell that is no number or date are few and stay objects.
 */
final class BarColumns {

  private static final int FIRST_CAPACITY = 16;

  private int size;
  private int[] days = new int[FIRST_CAPACITY];
  private final DecimalColumn open = new DecimalColumn(FIRST_CAPACITY);
  private final DecimalColumn high = new DecimalColumn(FIRST_CAPACITY);
  private final DecimalColumn low = new DecimalColumn(FIRST_CAPACITY);
  private final DecimalColumn close = new DecimalColumn(FIRST_CAPACITY);
  private final DecimalColumn adjusted = new DecimalColumn(FIRST_CAPACITY);
  private final DecimalColumn volume = new DecimalColumn(FIRST_CAPACITY);
  private final List<DecimalColumn> columns = List.of(open, high, low, close, adjusted, volume);
  private final Map<Integer, CsvBar> odd = new HashMap<>(0);

  void add(CsvBar row) {
    makeRoom();
    if (row.bar() instanceof RawBar bar && row.odd().isEmpty()) {
      set(size, bar, row);
    } else {
      odd.put(size, row);
    }
    size++;
  }

  private void set(int at, RawBar bar, CsvBar row) {
    days[at] = Math.toIntExact(bar.date().toEpochDay());
    open.set(at, bar.open());
    high.set(at, bar.high());
    low.set(at, bar.low());
    close.set(at, bar.close());
    adjusted.set(at, row.adjustedClose());
    volume.set(at, bar.volume());
  }

  void add(PlainBar row) {
    makeRoom();
    days[size] = row.day();
    open.set(size, row.open());
    high.set(size, row.high());
    low.set(size, row.low());
    close.set(size, row.close());
    adjusted.set(size, row.adjustedClose());
    volume.set(size, row.volume());
    size++;
  }

  private void makeRoom() {
    if (size == days.length) {
      resize(Math.max(FIRST_CAPACITY, size + size / 2));
    }
  }

  private void resize(int capacity) {
    days = Arrays.copyOf(days, capacity);
    columns.forEach(column -> column.resize(capacity));
  }

  /** Gives back the room for rows that did not come. */
  void trim() {
    resize(size);
  }

  /** The rows as they were added, made anew at each call. */
  List<CsvBar> rows() {
    return IntStream.range(0, size).mapToObj(this::row).toList();
  }

  private CsvBar row(int at) {
    CsvBar kept = odd.isEmpty() ? null : odd.get(at);
    return kept != null
        ? kept
        : new CsvBar(
            new RawBar(
                LocalDate.ofEpochDay(days[at]),
                open.get(at),
                high.get(at),
                low.get(at),
                Objects.requireNonNull(close.get(at), "a close"),
                volume.get(at)),
            adjusted.get(at),
            List.of());
  }
}
