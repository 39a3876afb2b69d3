package io.afterclose.portfoliorefresh.keeping.trade;

import io.afterclose.database.connection.Database;
import io.afterclose.market.universe.OnboardingQueueStore;
import io.afterclose.market.universe.OptionRootStore;
import io.afterclose.portfolio.position.Portfolio;
import io.afterclose.portfolio.position.TradeReferenceStore;
import io.afterclose.portfoliorefresh.broker.activity.ActivityKind;
import io.afterclose.portfoliorefresh.broker.activity.ActivityLine;
import io.afterclose.portfoliorefresh.broker.activity.Traded;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes what the lines of a file say, in the transaction that has the portfolio locked. Good only
 * where nothing was refused.
 */
final class ActivityImport {
  private final Database opened;
  private final ProcessContext process;
  private final OptionRoots roots;
  private final List<ImportedLine> imported = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int known;

  /** A line that cannot be, and why. */
  private record Refusal(int lineNumber, String reason) {}

  private ActivityImport(ProcessContext process, Database opened) {
    this.process = process;
    this.opened = opened;
    this.roots = new OptionRootStore(opened.dataSource()).roots();
  }

  /** Applies lines in their order. */
  static ActivityImport of(
      ProcessContext process, Database opened, Portfolio portfolio, List<ActivityLine> lines) {
    ActivityImport made = new ActivityImport(process, opened);
    made.apply(portfolio, made.ofShares(lines));
    return made;
  }

  /** An option's root in the place of a ticker means its share. */
  private List<ActivityLine> ofShares(List<ActivityLine> lines) {
    List<ActivityLine> read = new ArrayList<>();
    for (ActivityLine line : lines) {
      Optional<Symbol> root =
          line.traded() == null
              ? Optional.ofNullable(line.about())
              : Optional.of(line.security())
                  .filter(traded -> traded.investmentClass() == InvestmentClass.PUBLIC)
                  .filter(traded -> !traded.classStated())
                  .map(Traded::symbol);
      Optional<String> text = root.map(Symbol::text).filter(roots::lists);
      Optional<Symbol> share = text.flatMap(roots::listedShare);
      share.ifPresent(
          ticker ->
              notes.add(
                  "line %d: %s is read as %s"
                      .formatted(line.lineNumber(), text.orElse(""), ticker)));
      if (text.isPresent() && share.isEmpty()) {
        refusals.add(
            new Refusal(line.lineNumber(), text.get() + ": expected a share, a fund or an option"));
      }
      read.add(share.map(line::in).orElse(line));
    }
    return read;
  }

  private void apply(Portfolio portfolio, List<ActivityLine> lines) {
    Set<String> recorded = new TradeReferenceStore(opened.dataSource()).recorded(portfolio);
    Deliveries deliveries = Deliveries.of(lines, roots);
    deliveries
        .refusals()
        .forEach((line, reason) -> refusals.add(new Refusal(line.lineNumber(), reason)));
    List<ActivityLine> fresh =
        lines.stream()
            .filter(line -> !recorded.contains(line.reference()))
            .filter(line -> !recorded.contains(deliveries.endOf(line).reference()))
            .toList();
    known = lines.size() - fresh.size();
    TradeBook book = new TradeBook(process, opened, portfolio);
    OptionEnds ends = new OptionEnds(process, opened, portfolio, deliveries);
    for (ActivityLine line : fresh) {
      if (line.kind().endsOption()) {
        make(line, ends::end);
      } else if (deliveries.isDelivered(line)) {
        make(line, ends::costs);
      } else if (!line.kind().isCash()) {
        make(line, book::apply);
      }
    }
    CashBook cash = new CashBook(process, opened, portfolio, fresh);
    fresh.stream().filter(line -> line.kind().isCash()).forEach(line -> make(line, cash::apply));
    enqueue(fresh);
  }

  private void make(ActivityLine line, Function<ActivityLine, String> change) {
    try {
      imported.add(new ImportedLine(line, change.apply(line)));
    } catch (InvalidInputException refused) {
      refusals.add(new Refusal(line.lineNumber(), String.valueOf(refused.getMessage())));
    }
  }

  private void enqueue(List<ActivityLine> fresh) {
    List<Symbol> symbols =
        fresh.stream()
            .filter(line -> line.kind().isTrade() || line.kind() == ActivityKind.TRANSFER_IN)
            .map(ActivityLine::security)
            .filter(traded -> traded.investmentClass().priced())
            .map(Traded::symbol)
            .distinct()
            .toList();
    new OnboardingQueueStore(opened.dataSource(), process.clock()).enqueueUnknown(symbols);
  }

  /** What was made, in the order in which it happened. */
  List<ImportedLine> imported() {
    return List.copyOf(imported);
  }

  /** How many lines were recorded before. */
  int known() {
    return known;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Every line that cannot be, with its number and the reason; by line. */
  List<String> refusals() {
    return refusals.stream()
        .sorted(Comparator.comparingInt(Refusal::lineNumber))
        .map(refusal -> "line " + refusal.lineNumber() + ": " + refusal.reason())
        .toList();
  }
}
