package io.afterclose.portfoliorefresh.snapshot;

import static io.afterclose.portfolio.position.Stated.cash;
import static io.afterclose.portfolio.position.Stated.cashOf;
import static io.afterclose.portfolio.position.Stated.history;
import static io.afterclose.portfolio.position.Stated.position;
import static io.afterclose.portfolio.position.Stated.valuation;
import static io.afterclose.portfolio.position.Stated.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfolio.position.CashMovement;
import io.afterclose.portfolio.position.CashMovement.Kind;
import io.afterclose.portfolio.position.CashSubject;
import io.afterclose.portfolio.position.ImpliedKind;
import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Stated.PositionParts;
import io.afterclose.portfoliorefresh.valuation.Market;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final String DAY = "2024-01-10";
  private static final Position FUND = position("FUND").id(2).privately().made();
  private static final Position CLOSED = position("IBM").id(3).exit("2024-01-08", "90").made();

  private static PositionParts apple() {
    return position("AAPL").id(1).quantity("10");
  }

  private static PortfolioHistory portfolio(PositionParts apple) {
    return history(
        List.of(apple.made(), FUND, CLOSED),
        List.of(cash("2024-01-05", Kind.BALANCE, "100"), cash("2024-01-09", Kind.FEE, "1")),
        List.of(valuation(FUND, "2024-01-09", "50")));
  }

  private static Market market() {
    return Market.open()
        .close("AAPL", DAY, "110")
        .split("AAPL", "2024-01-09", "2")
        .dividend("AAPL", "2024-01-09", "0.25");
  }

  private static String fingerprint(PortfolioHistory history, Market market) {
    return SnapshotCalculator.calculate(history, market.data(), LocalDate.parse(DAY))
        .snapshot()
        .fingerprint();
  }

  private static String base() {
    return fingerprint(portfolio(apple()), market());
  }

  @Test
  void is_64_hex_digits_and_the_same_for_the_same_inputs() {
    assertThat(base()).matches("[0-9a-f]{64}").isEqualTo(base());
  }

  /** What is stored is compared with what is made, so these bytes stay as they are. */
  @Test
  void is_the_sha_256_of_these_lines() throws Exception {
    String lines =
        """
        afterclose snapshot 2
        2024-01-10
        cash|2024-01-02|TRADE|-1000|IMPLIED_AND_BALANCED
        cash|2024-01-02|TRADE|-100|IMPLIED_AND_BALANCED
        cash|2024-01-02|TRADE|-100|IMPLIED_AND_BALANCED
        cash|2024-01-05|BALANCE|100|EXPLICIT
        cash|2024-01-08|TRADE|90|IMPLIED
        cash|2024-01-09|DIVIDEND|5|IMPLIED
        cash|2024-01-09|FEE|1|EXPLICIT
        position|AAPL|PUBLIC|LONG|10|2024-01-02|2024-01-02|100|1|20|PRICED||110|2024-01-10|2200
        position|FUND|PRIVATE|LONG|1|2024-01-02|2024-01-02|100|1|1|ESTIMATED|||2024-01-09|50
        """;
    assertThat(base())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(lines.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void ignores_order_keys_and_the_scale_of_decimals() {
    Position apple = position("AAPL").id(77).quantity("10.000").entry("2024-01-02", "1E+2").made();
    Position fund = position("FUND").id(5).privately().quantity("1.0").made();
    Position closed = position("IBM").id(1).exit("2024-01-08", "90.00").made();
    PortfolioHistory shuffled =
        history(
            List.of(closed, fund, apple),
            List.of(
                cash("2024-01-09", Kind.FEE, "1.000"), cash("2024-01-05", Kind.BALANCE, "1E+2")),
            List.of(valuation(fund, "2024-01-09", "50.0")));
    Market market =
        Market.open()
            .dividend("AAPL", "2024-01-09", "0.2500")
            .split("AAPL", "2024-01-09", "2.0")
            .close("AAPL", DAY, "110.000000");

    assertThat(fingerprint(shuffled, market)).isEqualTo(base());
  }

  static Stream<Arguments> what_matters() {
    return Stream.of(
        stated("quantity", apple().quantity("11")),
        stated("side", apple().sold()),
        stated("class", apple().privately()),
        stated("symbol", position("MSFT").id(1).quantity("10")),
        stated("entry date", apple().entry("2024-01-03", "100").asOf("2024-01-02")),
        stated("entry price", apple().entry("2024-01-02", "101")),
        stated("quantity date", apple().asOf("2024-01-09")),
        stated("multiplier", apple().multiplier("2")),
        stated("exit", apple().exit("2024-01-10", "100")),
        rows(
            "a new position",
            h -> history(append(h, position("NEW").id(9).made()), h.cash(), h.valuations())),
        rows(
            "exit price",
            h -> swapClosed(h, position("IBM").id(3).exit("2024-01-08", "91").made())),
        rows(
            "exit date", h -> swapClosed(h, position("IBM").id(3).exit("2024-01-09", "90").made())),
        rows("deposit", h -> with(h, cash("2024-01-09", Kind.DEPOSIT, "1"))),
        rows("kind", h -> with(h, cash("2024-01-09", Kind.WITHDRAWAL, "1"))),
        rows("explicit trade", h -> with(h, cashOf(CLOSED, "2024-01-08", Kind.TRADE, "89"))),
        rows("valuation", h -> with(h, valuation(FUND, DAY, "51"))),
        prices("close", market().close("AAPL", DAY, "111")),
        prices("split", market().split("AAPL", "2024-01-08", "3")),
        prices("dividend", market().dividend("AAPL", "2024-01-08", "0.1")));
  }

  private static Arguments stated(String what, PositionParts apple) {
    return Arguments.of(what, portfolio(apple), market());
  }

  private static Arguments rows(String what, UnaryOperator<PortfolioHistory> change) {
    return Arguments.of(what, change.apply(portfolio(apple())), market());
  }

  private static Arguments prices(String what, Market market) {
    return Arguments.of(what, portfolio(apple()), market);
  }

  private static List<Position> append(PortfolioHistory history, Position more) {
    return Stream.concat(history.positions().stream(), Stream.of(more)).toList();
  }

  private static PortfolioHistory swapClosed(PortfolioHistory history, Position closed) {
    List<Position> open = history.positions().stream().filter(p -> p.id() != closed.id()).toList();
    return history(
        Stream.concat(open.stream(), Stream.of(closed)).toList(),
        history.cash(),
        history.valuations());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("what_matters")
  void changes_with_each_input_that_matters(String what, PortfolioHistory history, Market market) {
    assertThat(fingerprint(history, market)).as(what).isNotEqualTo(base());
  }

  static Stream<Arguments> what_does_not_matter_yet() {
    return Stream.of(
        stated("later exit", apple().exit("2024-01-11", "100")),
        rows(
            "later position",
            h ->
                history(
                    append(h, position("NEW").id(9).entry("2024-01-11", "1").made()),
                    h.cash(),
                    h.valuations())),
        rows("later cash", h -> with(h, cash("2024-01-11", Kind.DEPOSIT, "1"))),
        rows("later valuation", h -> with(h, valuation(FUND, "2024-01-11", "51"))),
        rows("superseded valuation", h -> with(h, valuation(FUND, "2024-01-08", "49"))),
        prices("later close", market().close("AAPL", "2024-01-11", "111")),
        prices("earlier close", market().close("AAPL", "2024-01-09", "109")),
        prices("later split", market().split("AAPL", "2024-01-11", "3")),
        prices("later dividend", market().dividend("AAPL", "2024-01-11", "1")),
        prices("foreign close", market().close("MSFT", DAY, "1")),
        prices("implied amount", market().implied("AAPL", "2024-01-09", "1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("what_does_not_matter_yet")
  void stays_with_what_does_not_matter_yet(String what, PortfolioHistory history, Market market) {
    assertThat(fingerprint(history, market)).as(what).isEqualTo(base());
  }

  @Test
  void tells_which_of_two_equal_lots_an_explicit_trade_replaces() {
    Position one = position("IBM").id(3).exit("2024-01-08", "90").made();
    Position two = position("IBM").id(4).exit("2024-01-08", "90").made();
    CashMovement ofOne = exitOf(one);
    CashMovement ofTwo = exitOf(two);

    assertThat(fingerprint(with(history(one, two), ofOne, ofOne), market()))
        .isNotEqualTo(fingerprint(with(history(one, two), ofOne, ofTwo), market()));
    assertThat(fingerprint(with(history(one, two), ofOne), market()))
        .isEqualTo(fingerprint(with(history(one, two), ofTwo), market()));
  }

  private static CashMovement exitOf(Position position) {
    return new CashMovement(
        903,
        position.portfolioId(),
        LocalDate.parse("2024-01-08"),
        Kind.TRADE,
        new BigDecimal("89"),
        CashSubject.trade(ImpliedKind.EXIT, position.id()));
  }

  @Test
  void differs_from_day_to_day() {
    String nextDay =
        SnapshotCalculator.calculate(history(), Market.open().data(), LocalDate.parse("2024-01-11"))
            .snapshot()
            .fingerprint();

    assertThat(fingerprint(history(), Market.open())).isNotEqualTo(nextDay);
  }
}
