package io.afterclose.portfoliorefresh.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a second way: strings that are sorted and joined. */
final class SortedLinesTest {

  private final SortedLines lines = new SortedLines();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.000",
        "-0.10",
        "7",
        "-7",
        "100",
        "1E+5",
        "1.0E-3",
        "0.05",
        "-12.3400",
        "10.01",
        "999999999999999999",
        "-9999999999999999.99",
        "1234567890123456789",
        "1E-19",
        "123456789012345678901234567890.123400",
        "0.000000000000000001",
        "5E-18",
        "1E+30"
      })
  void a_number_is_plain_and_has_no_zeros_at_its_end(String number) {
    assertThat(line(new BigDecimal(number)))
        .isEqualTo("n|" + new BigDecimal(number).stripTrailingZeros().toPlainString());
  }

  @Test
  void so_is_any_other() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      BigInteger digits = new BigInteger(random.nextInt(70), random);
      BigDecimal number =
          new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(30) - 5)
              .multiply(BigDecimal.TEN.pow(random.nextInt(4)));
      assertThat(line(number)).isEqualTo("n|" + number.stripTrailingZeros().toPlainString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "2022-06-30", "0007-12-31", "9999-10-10", "+10000-01-01"})
  void a_date_is_written_as_iso_says(String date) {
    lines.line("d".getBytes(UTF_8)).date(LocalDate.parse(date));
    assertThat(new String(lines.soFar(), UTF_8)).isEqualTo("d|" + date);
  }

  @Test
  void what_is_unknown_is_empty() {
    lines.line("x".getBytes(UTF_8)).number(null).date(null).part((Object) null).part("y");
    assertThat(new String(lines.soFar(), UTF_8)).isEqualTo("x||||y");
  }

  @Test
  void a_digest_reads_them_in_order_each_with_its_end_and_then_there_are_none() throws Exception {
    List<String> texts =
        new ArrayList<>(List.of("b|2", "a", "b", "a|", "b|10", "a|b", "b|2", "B", "a.b", "a-b"));
    for (int i = 0; i < 500; i++) {
      texts.add("position|S" + i * 7919 % 500 + "|x".repeat(i % 9));
    }
    Collections.shuffle(texts, new Random(2));
    for (int twice = 0; twice < 2; twice++) {
      texts.forEach(text -> lines.line(text.getBytes(UTF_8)).end());
      assertThat(hash())
          .isEqualTo(hash(String.join("\n", texts.stream().sorted().toList()) + "\n"));
      assertThat(lines.none()).isTrue();
    }
    assertThat(hash()).isEqualTo(hash(""));
  }

  @Test
  void a_line_that_is_dropped_was_never_there() throws Exception {
    lines.line("kept".getBytes(UTF_8)).part("1").end();
    lines.line("begun".getBytes(UTF_8)).number(BigDecimal.TEN);
    lines.drop();
    lines.line("last".getBytes(UTF_8)).end();
    assertThat(hash()).isEqualTo(hash("kept|1\nlast\n"));
  }

  private String line(BigDecimal number) {
    lines.line("n".getBytes(UTF_8)).number(number);
    String line = new String(lines.soFar(), UTF_8);
    lines.drop();
    return line;
  }

  private String hash() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    lines.into(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
