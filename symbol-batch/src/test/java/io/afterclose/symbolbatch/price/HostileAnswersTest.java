package io.afterclose.symbolbatch.price;

import static io.afterclose.symbolbatch.fixture.Surrounded.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.symbolbatch.fixture.Bodies;
import io.afterclose.symbolbatch.fixture.FakeProviderServer;
import io.afterclose.symbolbatch.fixture.Surrounded;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Good answers with pieces replaced at random: an answer or a failure comes out, nothing else. */
@Timeout(120)
class HostileAnswersTest {

  private static final PriceRequest REQUEST = listed("SPY", "2025-03-10", "2025-03-14");
  private static final List<String> PIECES =
      List.of(
          "null",
          "[]",
          "{}",
          "\"\"",
          "-1",
          "1e308",
          "1e-400",
          "NaN",
          "-Infinity",
          "true",
          "\"N/A\"",
          "99999999999999999999",
          ",",
          "}",
          "\\",
          "\u0000",
          "[[[[",
          "1e999999999");

  private final Surrounded surrounded = new Surrounded("2025-03-15T01:00:00Z");
  private final Random random = new Random(20250314);

  @AfterEach
  void stopServer() {
    surrounded.close();
  }

  @Test
  void nothing_but_an_answer_or_a_failure_comes_out() {
    String yahoo =
        Bodies.chart(
            "SPY",
            "2025-03-12",
            List.of("560.1", "555.9", "562.8"),
            Bodies.split("2025-03-13", 2, 1) + "," + Bodies.dividend("2025-03-12", "1.5"));
    String fmp =
        Bodies.rows(
            "{\"symbol\":\"SPY\",\"date\":\"2025-03-14\",\"open\":1,\"close\":562.8,\"volume\":5,"
                + "\"numerator\":2,\"denominator\":1,\"dividend\":0.5}");
    String polygon =
        Bodies.polygonBars("SPY", true, Bodies.polygonBar("2025-03-14", "562.8"))
            .replace(
                "\"t\"",
                "\"execution_date\":\"2025-03-13\",\"ex_dividend_date\":\"2025-03-13\","
                    + "\"split_from\":1,\"split_to\":2,\"cash_amount\":0.5,\"t\"");
    int answers = rounds("yahoo", yahoo) + rounds("fmp", fmp) + rounds("polygon", polygon);

    // Both outcomes were seen.
    assertThat(answers).isBetween(20, 880);
  }

  /** How many rounds ended with an answer. */
  private int rounds(String name, String good) {
    int answers = 0;
    // A breaker that looks at a thousand requests does not spare the parser one of these.
    PriceProvider provider =
        surrounded
            .with("AFTERCLOSE_" + name.toUpperCase(Locale.ROOT) + "_BREAKER_CALLS", "1000")
            .provider(name);
    for (int round = 0; round < 300; round++) {
      byte[] body = spoiled(good).getBytes(StandardCharsets.UTF_8);
      surrounded.server.on("/", FakeProviderServer.body(200, "application/json", body));
      answers += answered(provider) ? 1 : 0;
    }
    return answers;
  }

  private static boolean answered(PriceProvider provider) {
    try {
      ProviderResponse answer = provider.fetch(REQUEST);
      assertThat(answer.bars().size()).isLessThan(100);
      return true;
    } catch (ProviderFailure failure) {
      assertThat(failure.kind()).isEqualTo(ProviderFailure.Kind.BAD_BODY);
      return false;
    }
  }

  /** One token replaced, most of the time a value. */
  private String spoiled(String good) {
    int from = random.nextInt(good.length());
    while (from > 0 && ":[,".indexOf(good.charAt(from - 1)) < 0) {
      from--;
    }
    int to = from;
    while (to < good.length() && ",]}".indexOf(good.charAt(to)) < 0) {
      to++;
    }
    return good.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + good.substring(to);
  }
}
