package io.afterclose.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclose.run.outcome.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTableTest {

  @TempDir private Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void a_file_is_named() {
    file = folder.resolve("table.csv");
  }

  private List<String> read(String csv) throws IOException {
    Files.writeString(file, csv);
    return rows();
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    CsvTable.read(
        file,
        List.of("name", "day"),
        List.of("note"),
        row -> rows.add(row.line() + " " + row.text(0) + "|" + row.text(1) + "|" + row.text(2)));
    return rows;
  }

  @Test
  void a_row_has_the_physical_line_on_which_it_starts_also_after_blank_lines() throws IOException {
    assertThat(read("name,day\nA,1\n\n\nB,2\n   \nC,3"))
        .containsExactly("2 A|1|", "5 B|2|", "7 C|3|");
  }

  @Test
  void a_row_has_the_physical_line_on_which_it_starts_also_after_quoted_line_breaks()
      throws IOException {
    assertThat(read("name,day\n\"A\nof\n\nfour\",1\nB,2\n\"C\nD\",3\nE,4\n"))
        .containsExactly("2 A\nof\n\nfour|1|", "6 B|2|", "7 C\nD|3|", "9 E|4|");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lines_may_end_in_any_way_and_start_before_the_header(String end) throws IOException {
    assertThat(read(String.join(end, "", "name,day", "A,1", "", "B,2")))
        .containsExactly("3 A|1|", "5 B|2|");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_column() throws IOException {
    assertThat(read("\ufeffname,day\nA,1\n")).containsExactly("2 A|1|");
  }

  @Test
  void columns_are_found_by_name_and_a_short_row_has_empty_cells() throws IOException {
    assertThat(read("Note, DAY ,more,name\nn,1,x,A\nn,2\n")).containsExactly("2 A|1|n", "3 |2|n");
  }

  @Test
  void a_gzip_file_is_read_as_a_plain_one() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("name,day\nA,1\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rows()).containsExactly("2 A|1|");
  }

  @Test
  void a_missing_column_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> read("name,when\nA,1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("its header lacks [day]; it has [name, when]");
  }

  @Test
  void a_quote_that_never_closes_is_refused_with_the_last_line_that_was_read() {
    assertThatThrownBy(() -> read("name,day\nA,1\n\nB,2\n\"C,3\nD,4\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it cannot be read after line 4: Missing closing quote");
  }

  @Test
  void the_cells_of_a_line_are_stripped_and_unquoted() {
    assertThat(CsvTable.cells(" a , \"b,\"\"c\" ,, \"\"")).contains(List.of("a", "b,\"c", "", ""));
    assertThat(CsvTable.cells("a,")).contains(List.of("a", ""));
    assertThat(CsvTable.cells("  ")).contains(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a,b", "a,\"b", "\"a\"b,c", "\"a\"\""})
  void a_line_whose_quotes_do_not_match_has_no_cells(String line) {
    assertThat(CsvTable.cells(line)).isEmpty();
  }

  /** A row that is read as any other, before all others: what is plain stays after it. */
  private static final String NOT_PLAIN = "\"x\"\"y\",1\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A,1\nB,2\n",
        "A,1\r\n\r\n  \nB,2",
        " A , 1 \n,\n,,,\n",
        "\"A\",\"1\"\n\"\",\" 2 \",3,4\n",
        "A\n\"\"\n",
        "A,1\n\u00c4,2\nC,3\n",
        "A,1\n\"b\nb\",2\nC,3\n",
        "A,1\n\"b,b\",2\nC,3\n",
        "A,1\n\tB,2\nC\t,3\n",
        "A,1\rB,2\rC,3",
        "A,1\n \"B\",2\nC\"c,3\n",
        "A,1\n\u00a0B,2\n\u0000,3\n"
      })
  void a_row_is_the_same_whether_its_line_is_plain_or_read_as_any_other(String rows)
      throws IOException {
    List<String> asAny = read("name,day,note\n" + NOT_PLAIN + rows);
    List<String> read = read("name,day,note\n\n" + rows);

    assertThat(asAny).first().isEqualTo("2 x\"y|1|");
    assertThat(read).isEqualTo(asAny.subList(1, asAny.size()));
  }

  @Test
  void each_row_is_given_once_also_where_a_line_far_into_the_file_is_not_plain()
      throws IOException {
    StringBuilder csv = new StringBuilder("name,day\n");
    List<String> expected = new ArrayList<>();
    for (int line = 2; line < 20_000; line++) {
      String name = line % 9_000 == 0 ? "n\u00f6" + line : "n" + line;
      csv.append(name).append(',').append(line).append('\n');
      expected.add(line + " " + name + "|" + line + "|");
    }

    assertThat(read(csv.toString())).isEqualTo(expected);
  }

  @Test
  void a_line_that_is_longer_than_the_buffer_is_read() throws IOException {
    String name = "n".repeat(100_000);

    assertThat(read("name,day\nA,1\n" + name + ",2\nB,3\n"))
        .containsExactly("2 A|1|", "3 " + name + "|2|", "4 B|3|");
  }

  @Test
  void a_gzip_file_that_is_cut_off_is_refused() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(whole)) {
      out.write(("name,day\n" + "A,1\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));

    assertThatThrownBy(this::rows)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it cannot be read after line ")
        .hasMessageContaining("Unexpected end of ZLIB input stream; nothing of it was used");
  }
}
