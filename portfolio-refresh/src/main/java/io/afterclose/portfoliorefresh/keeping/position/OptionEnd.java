package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.StatedDay;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the contracts of an option end other than by a sale. */
abstract class OptionEnd extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotOption lot = new LotOption();

  @Option(names = "--quantity", paramLabel = "NUMBER", description = "Contracts; else all.")
  private @Nullable String quantity;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The day on which it happened; else the last session of the contract.")
  private @Nullable String date;

  @Option(names = "--dry-run", description = "Says what would change; nothing is stored.")
  private boolean dryRun;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  OptionEnd(ProcessContext process) {
    super(process);
  }

  @Override
  protected final Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected final boolean isDryRun() {
    return dryRun;
  }

  /** What happens to the contracts; the message says what was done. */
  abstract String end(EndedContracts ended);

  @Override
  protected final String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    LotSales sales = new LotSales(process(), opened, named);
    Position option = sales.lot(lot.select(opened, named).id());
    OptionContract contract =
        option
            .contract()
            .orElseThrow(
                () ->
                    OptionValues.refused(
                        "Position "
                            + option.symbol()
                            + ": expected OPTIONS, found "
                            + option.investmentClass()));
    LocalDate day = day(contract);
    LotsHeld held = sales.held(day, List.of(option));
    List<LotSale> ended =
        held.sell(
            LotTerms.number("--quantity", quantity)
                .orElseGet(() -> held.lots().isEmpty() ? BigDecimal.ONE : held.total()));
    return "'%s': %s on %s: %s%s"
        .formatted(
            named.name(),
            ended.stream().map(LotSale::describe).collect(Collectors.joining("; ")),
            day,
            end(
                new EndedContracts(
                    process(), opened, named, sales, contract, ended, day, Booking.TRADED)),
            dryRun ? "; nothing is stored" : "; the next run recalculates the days from then on");
  }

  private LocalDate day(OptionContract contract) {
    LocalDate last = process().calendar().lastSessions(1, contract.expiry()).get(0);
    LocalDate day = StatedDay.of(process(), "--date", date == null ? last.toString() : date);
    if (day.isAfter(contract.expiry())) {
      throw OptionValues.refused(
          "--date", day.toString(), "a day up to the expiry, " + contract.expiry());
    }
    return day;
  }
}
