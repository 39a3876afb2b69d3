package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.InvalidPortfolioException;
import io.afterclose.portfolio.position.Lot;
import io.afterclose.portfolio.position.LotChange;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.LotOption;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.SecurityText;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code position edit}. */
@Command(
    name = "edit",
    description =
        "Corrects what is recorded about a position: each option that is given replaces"
            + " what is there. The next run recalculates its days. A sale is recorded by"
            + " 'position close'.",
    mixinStandardHelpOptions = true)
final class EditPosition extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotOption lot = new LotOption();
  @Mixin private LotTerms terms = new LotTerms();

  @Option(names = "--reopen", description = "It was not sold: its exit is taken back.")
  private boolean reopen;

  @Mixin private Reason.Required reason = new Reason.Required();

  EditPosition(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected void checkOptions() {
    change();
  }

  private LotChange change() {
    Optional<SecurityText> security =
        Optional.ofNullable(terms.symbol)
            .map(text -> SecurityText.of(text, Optional.ofNullable(terms.investmentClass)));
    LotChange change =
        new LotChange(
            security.map(SecurityText::symbol).orElse(null),
            security.map(SecurityText::investmentClass).orElse(terms.investmentClass),
            terms.side,
            LotTerms.number("--quantity", terms.quantity).orElse(null),
            LotTerms.day(process(), "--quantity-as-of", terms.quantityAsOf).orElse(null),
            LotTerms.day(process(), "--entry-date", terms.entryDate).orElse(null),
            LotTerms.number("--entry-price", terms.entryPrice).orElse(null),
            LotTerms.number("--multiplier", terms.multiplier).orElse(null),
            LotTerms.day(process(), "--exit-date", terms.exitDate).orElse(null),
            LotTerms.number("--exit-price", terms.exitPrice).orElse(null),
            reopen);
    if (change.equals(LotChange.NONE)) {
      throw OptionValues.refused("nothing to correct: give the option of what is wrong");
    }
    return change;
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    Lot found = lot.select(opened, named);
    try {
      new LotStore(opened.dataSource(), process().clock()).change(found.id(), change());
      Position position = stored(opened, named, found);
      if (position.investmentClass().priced()) {
        new OnboardingQueueStore(opened.dataSource(), process().clock())
            .enqueueUnknown(List.of(position.symbol()));
      }
    } catch (DataIntegrityViolationException refused) {
      throw OptionValues.refused(
          "position " + found + ": " + refused.getMostSpecificCause().getMessage());
    }
    return "'%s': %s is corrected; the next run recalculates its days"
        .formatted(named.name(), found);
  }

  /** What is recorded now; it is checked by being read. */
  private Position stored(Database opened, Portfolio named, Lot found) {
    try {
      return portfolios(opened).history(named).positions().stream()
          .filter(position -> position.id() == found.id())
          .findFirst()
          .orElseThrow();
    } catch (InvalidPortfolioException invalid) {
      throw OptionValues.refused(String.valueOf(invalid.getMessage()));
    }
  }
}
