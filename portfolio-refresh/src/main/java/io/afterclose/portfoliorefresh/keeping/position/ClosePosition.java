package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code position close}. */
@Command(
    name = "close",
    description =
        "Records a sale, or the purchase that covers a short: of the positions in the"
            + " order in which they are given, or of all lots of a symbol, the oldest first."
            + " A lot of which a part is sold is divided; its snapshots of the time before"
            + " stay what they are.",
    mixinStandardHelpOptions = true)
final class ClosePosition extends KeepingCommand {

  /** What is sold. */
  static final class Lots {

    @Option(
        names = "--position",
        required = true,
        paramLabel = "POSITION",
        description = "As 'position list' shows it; may be given several times.")
    private @Nullable List<String> positions;

    @Option(
        names = "--symbol",
        required = true,
        paramLabel = "SYMBOL",
        description =
            "All lots of this symbol on the date, the oldest first; also those that are"
                + " stated under another one, and shares that were spun off.")
    private @Nullable String symbol;
  }

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();

  @ArgGroup(multiplicity = "1")
  private Lots lots = new Lots();

  @Option(
      names = "--type",
      defaultValue = "LONG",
      paramLabel = "TYPE",
      description = "With --symbol: LONG lots are sold, SHORT ones covered (${DEFAULT-VALUE}).")
  private Side side = Side.LONG;

  @Option(
      names = "--quantity",
      paramLabel = "NUMBER",
      description = "In units of the date, so after its splits; else all that is held.")
  private @Nullable String quantity;

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description = "The first day on which it is no longer held.")
  private String date = "";

  @Option(
      names = "--price",
      required = true,
      paramLabel = "PRICE",
      description = "USD per unit as traded on the date.")
  private String price = "";

  @Option(
      names = "--in-kind",
      description = "It went without cash: its value at that day's close is an external flow.")
  private boolean inKind;

  @Option(
      names = "--reference",
      paramLabel = "TEXT",
      description = "What the broker names the sale: recorded once.")
  private @Nullable String reference;

  @Option(names = "--dry-run", description = "Says what would be sold; nothing is stored.")
  private boolean dryRun;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  ClosePosition(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected boolean isDryRun() {
    return dryRun;
  }

  @Override
  protected void checkOptions() {
    exit();
    asked();
  }

  private Exit exit() {
    BigDecimal usd = OptionValues.amount("--price", price);
    if (usd.signum() < 0) {
      throw OptionValues.refused("--price", price, "0 or more");
    }
    LocalDate day = StatedDay.of(process(), "--date", date);
    return new Exit(day, usd, new Booking(inKind, false, ReferenceText.checked(reference)));
  }

  private Optional<BigDecimal> asked() {
    Optional<BigDecimal> number = LotTerms.number("--quantity", quantity);
    if (number.isPresent() && number.get().signum() <= 0) {
      throw OptionValues.refused("--quantity", String.valueOf(quantity), "a number above 0");
    }
    return number;
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    Exit exit = exit();
    Optional<String> known = Optional.ofNullable(exit.booking().reference());
    LotStore store = new LotStore(opened.dataSource(), process().clock());
    if (store.closedAs(named, known) > 0) {
      return "'%s': %s was recorded before".formatted(named.name(), known.orElse(""));
    }
    LotSales sales = new LotSales(process(), opened, named);
    LotsHeld held = held(opened, named, sales, exit.date());
    List<LotSale> sold = held.sell(asked().orElseGet(() -> all(held)));
    sales.close(sold, exit);
    return "'%s': sold on %s at %s: %s%s"
        .formatted(
            named.name(),
            exit.date(),
            LotSale.plain(exit.price()),
            sold.stream().map(LotSale::describe).collect(Collectors.joining("; ")),
            dryRun ? "; nothing is stored" : "; the next run recalculates the days from then on");
  }

  /** All that is held; at least something. */
  private static BigDecimal all(LotsHeld held) {
    return held.lots().isEmpty() ? BigDecimal.ONE : held.total();
  }

  private LotsHeld held(Database opened, Portfolio named, LotSales sales, LocalDate day) {
    if (lots.positions == null) {
      Symbol symbol = OptionValues.checked(() -> Symbol.of(String.valueOf(lots.symbol)));
      return sales.held(day, held -> held.symbol().equals(symbol) && held.lot().side() == side);
    }
    List<Position> chosen =
        lots.positions.stream()
            .map(text -> sales.lot(LotOption.selected(text, opened, named).id()))
            .distinct()
            .toList();
    return sales.held(day, chosen);
  }
}
