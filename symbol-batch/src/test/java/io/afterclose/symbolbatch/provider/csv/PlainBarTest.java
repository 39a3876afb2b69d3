package io.afterclose.symbolbatch.provider.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.cli.input.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row means the same whichever of the two reads it. */
final class PlainBarTest {

  private static final List<String> DATES =
      List.of(
          "2022-06-30",
          "2020-02-29",
          "2021-02-29",
          "2022-06-31",
          "2022-13-01",
          "2022-00-10",
          "2022-01-00",
          "0000-01-01",
          "0000-02-29",
          "9999-12-31",
          "-001-01-01",
          "2022-6-30",
          "20220630",
          "2022/06/30",
          "2022-06-3x",
          "+2022-06-30",
          "",
          "1962-01-02");

  private static final List<String> NUMBERS =
      List.of(
          "203.54",
          "203.5",
          "0",
          "0.00",
          "-1",
          "0.000000001",
          "0.000000005",
          "0.00000001",
          "999999999.99",
          "1000000000",
          "999999999.999999995",
          "100000",
          "1e3",
          "NaN",
          "",
          " ",
          "12345678901234567890",
          "1.",
          ".5",
          "+5",
          "007",
          "0.000000004999999");

  @TempDir private Path folder;

  @Test
  void a_row_of_the_plain_form_is_the_one_that_the_exact_reader_gives() throws IOException {
    Random random = new Random(20220630);
    StringBuilder csv = new StringBuilder(String.join(",", CsvPriceFiles.COLUMNS)).append('\n');
    for (int row = 0; row < 50_000; row++) {
      csv.append("ACME,").append(row % 3 == 0 ? any(random, DATES) : "2022-06-30");
      for (int column = CsvPriceFiles.OPEN; column <= CsvPriceFiles.VOLUME; column++) {
        csv.append(',').append(random.nextInt(4) == 0 ? any(random, NUMBERS) : "136.72");
      }
      csv.append('\n');
    }
    Path file = Files.writeString(folder.resolve("bars.csv"), csv);

    PlainBar plain = new PlainBar();
    int[] read = new int[1];
    CsvTable.read(
        file,
        CsvPriceFiles.COLUMNS,
        List.of(),
        row -> {
          if (plain.read(row)) {
            read[0]++;
            BarColumns columns = new BarColumns();
            columns.add(plain);
            assertThat(columns.rows()).as("line %d", row.line()).containsExactly(CsvBar.of(row));
          }
        });

    assertThat(read[0]).as("rows of the plain form").isBetween(5_000, 45_000);
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
