package io.afterclose.portfoliorefresh.keeping.position;

import io.afterclose.database.connection.Database;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.portfolio.position.Booking;
import io.afterclose.portfolio.position.Entry;
import io.afterclose.portfolio.position.Exit;
import io.afterclose.portfolio.position.LotStore;
import io.afterclose.portfolio.position.NewPosition;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.Side;
import io.afterclose.portfoliorefresh.keeping.ActionsSinceEntry;
import io.afterclose.portfoliorefresh.keeping.KeepingCommand;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.portfoliorefresh.keeping.Reason;
import io.afterclose.portfoliorefresh.keeping.SecurityText;
import io.afterclose.portfoliorefresh.refresh.PortfolioNameOption;
import io.afterclose.run.execution.ProcessContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code position add}. */
@Command(
    name = "add",
    description =
        "Adds a position; the next run recalculates its days. It needs a symbol, a"
            + " quantity, an entry date and an entry price.",
    mixinStandardHelpOptions = true)
final class AddPosition extends KeepingCommand {

  @Mixin private PortfolioNameOption portfolio = new PortfolioNameOption();
  @Mixin private LotTerms terms = new LotTerms();

  @Option(
      names = "--in-kind",
      description = "It came without cash: its value at that day's close is an external flow.")
  private boolean inKind;

  @Option(
      names = "--reference",
      paramLabel = "TEXT",
      description = "What the broker names the purchase, at most 100 characters.")
  private @Nullable String reference;

  @Mixin private Reason.Allowed reason = new Reason.Allowed();

  AddPosition(ProcessContext process) {
    super(process);
  }

  @Override
  protected Optional<String> reason() {
    return reason.checked();
  }

  @Override
  protected void checkOptions() {
    position();
  }

  private NewPosition position() {
    SecurityText security =
        SecurityText.of(
            needed("--symbol", terms.symbol), Optional.ofNullable(terms.investmentClass));
    LocalDate entry =
        LotTerms.day(process(), "--entry-date", needed("--entry-date", terms.entryDate))
            .orElseThrow();
    NewPosition position =
        new NewPosition(
            security.symbol(),
            security.investmentClass(),
            Objects.requireNonNullElse(terms.side, Side.LONG),
            OptionValues.amount("--quantity", needed("--quantity", terms.quantity)),
            LotTerms.day(process(), "--quantity-as-of", terms.quantityAsOf).orElse(entry),
            LotTerms.number("--multiplier", terms.multiplier).orElse(security.standardMultiplier()),
            new Entry(
                entry,
                OptionValues.amount("--entry-price", needed("--entry-price", terms.entryPrice)),
                new Booking(inKind, false, ReferenceText.checked(reference))),
            exit());
    return OptionValues.checked(position::checked);
  }

  private @Nullable Exit exit() {
    Optional<LocalDate> day = LotTerms.day(process(), "--exit-date", terms.exitDate);
    Optional<BigDecimal> price = LotTerms.number("--exit-price", terms.exitPrice);
    if (day.isPresent() != price.isPresent()) {
      throw OptionValues.refused("--exit-date and --exit-price: expected both or neither");
    }
    return day.isPresent() ? Exit.traded(day.get(), price.get()) : null;
  }

  private static String needed(String option, @Nullable String text) {
    if (text == null) {
      throw OptionValues.refused(option + " is missing");
    }
    return text;
  }

  @Override
  protected String change(Database opened) {
    Portfolio named = locked(opened, portfolio.text());
    NewPosition position = position();
    requireCountable(opened, position);
    long key = new LotStore(opened.dataSource(), process().clock()).add(named, position);
    if (position.investmentClass().priced()) {
      new OnboardingQueueStore(opened.dataSource(), process().clock())
          .enqueueUnknown(List.of(position.symbol()));
    }
    return "'%s': %s@%s#%d is added; the next run recalculates the days from then on"
        .formatted(named.name(), position.symbol(), position.entryDate(), key);
  }

  private void requireCountable(Database opened, NewPosition position) {
    ActionsSinceEntry.of(
            new CorporateActionStore(opened.dataSource(), process().clock()), List.of(position))
        .refusal(position)
        .ifPresent(
            expected -> {
              throw OptionValues.refused(
                  "--quantity-as-of " + position.quantityAsOf() + ": expected " + expected);
            });
  }
}
