package io.afterclose.symbolbatch.provider.csv;

import io.afterclose.market.price.ActionWindow;
import io.afterclose.quant.price.CorporateAction;
import io.afterclose.quant.price.PriceRange;
import io.afterclose.quant.price.Sessions;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.IgnoredRows;
import io.afterclose.symbolbatch.provider.PriceBasis;
import io.afterclose.symbolbatch.provider.PriceProvider;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.ProviderBar.RawBar;
import io.afterclose.symbolbatch.provider.ProviderResponse;
import io.afterclose.symbolbatch.provider.SplitAdjustments;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Prices from CSV files. All files are read when it is opened, so that a damaged one stops the run
 * before it stores anything.
 */
public final class CsvProvider implements PriceProvider {

  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;
  private static final int IMPLIED_SCALE = 12;

  /** A smaller difference between the two ratios is the rounding of 32-bit closes. */
  private static final BigDecimal RATIO_NOISE = new BigDecimal("0.0001");

  private static final Comparator<CsvBar> PREFERENCE =
      Comparator.comparing(CsvBar::rawBar, RawBar.PREFERENCE)
          .thenComparing(CsvBar::adjustedClose, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Sessions lookback;
  private final Map<Symbol, CsvPriceFiles.Listing> listings;
  private final Map<String, Long> noSymbols;
  private final @Nullable CsvActionFiles actions;
  private final PriceBasis basis;

  private CsvProvider(
      Sessions lookback, CsvPriceFiles files, @Nullable CsvActionFiles actions, PriceBasis basis) {
    this.lookback = lookback;
    this.listings = files.listings();
    this.noSymbols = files.noSymbols();
    this.actions = actions;
    this.basis = basis;
  }

  /**
   * Reads the files.
   *
   * @param prices long files with the columns symbol, date, open, high, low, close, adj_close,
   *     volume
   * @param actions files with symbol, date, dividend, split; with one of them the adjusted close is
   *     not used, without one it gives the implied amounts
   * @param basis of prices and actions
   * @param lookback the sessions that the runs may request, the last run's date the last one
   * @throws io.afterclose.run.outcome.InvalidInputException when a file cannot be used
   */
  public static CsvProvider open(
      List<Path> prices, List<Path> actions, PriceBasis basis, Sessions lookback) {
    CsvPriceFiles files = new CsvPriceFiles(lookback.first(), lookback.last());
    prices.forEach(files::read);
    if (actions.isEmpty()) {
      return new CsvProvider(lookback, files, null, basis);
    }
    CsvActionFiles actionFiles = new CsvActionFiles();
    actions.forEach(actionFiles::read);
    return new CsvProvider(lookback, files, actionFiles, basis);
  }

  @Override
  public String name() {
    return "csv";
  }

  /** How many rows there are of each symbol. */
  public LongStream rows() {
    return listings.values().stream().mapToLong(listing -> listing.rows);
  }

  @Override
  public IgnoredRows besides(Set<Symbol> symbols) {
    long unrequested =
        listings.entrySet().stream()
            .filter(listing -> !symbols.contains(listing.getKey()))
            .mapToLong(listing -> listing.getValue().rows)
            .sum();
    return new IgnoredRows(unrequested, noSymbols);
  }

  @Override
  public ProviderResponse fetch(PriceRequest request) {
    CsvPriceFiles.Listing listing = listings.get(request.symbol());
    if (listing == null) {
      return ProviderResponse.NOTHING;
    }
    List<CsvBar> rows = listing.bars.rows();
    List<CsvBar> sessions = actions == null ? onePerSession(rows) : List.of();
    List<CorporateAction> known = actions == null ? List.of() : actions.of(request.symbol());
    SplitAdjustments futureBars =
        SplitAdjustments.among(basis == PriceBasis.SPLIT_ADJUSTED ? known : List.of());
    List<CorporateAction> answered =
        actions == null
            ? implied(request.symbol(), sessions)
            : known.stream().map(futureBars::asPaid).toList();
    return new ProviderResponse(
        bars(rows, request, futureBars),
        answered.stream()
            .filter(
                action ->
                    actions == null
                        ? request.covers(action.exDate())
                        : request.coversAction(action.exDate()))
            .toList(),
        actions == null ? impliedWindow(request, sessions) : request.actionWindow(),
        listing.listedFrom().orElse(null),
        listing.futureBars + (int) rows.stream().filter(row -> after(row.bar(), request)).count(),
        0);
  }

  private static List<ProviderBar> bars(
      List<CsvBar> rows, PriceRequest request, SplitAdjustments futureBars) {
    List<ProviderBar> bars = new ArrayList<>(rows.size());
    for (CsvBar row : rows) {
      if (wanted(row.bar(), request)) {
        bars.add(futureBars.asTraded(row.bar()));
        bars.addAll(row.odd());
      }
    }
    return bars;
  }

  /** The days of the range on which two closes could imply an amount; null where there is none. */
  private static @Nullable ActionWindow impliedWindow(PriceRequest request, List<CsvBar> sessions) {
    List<LocalDate> implying =
        sessions.stream().skip(1).map(row -> row.rawBar().date()).filter(request::covers).toList();
    return implying.isEmpty()
        ? null
        : new ActionWindow(implying.get(0), implying.get(implying.size() - 1), true);
  }

  private static boolean after(ProviderBar bar, PriceRequest request) {
    return bar instanceof RawBar rawBar && rawBar.date().isAfter(request.to());
  }

  /** A row without a legible date counts for every request. */
  private static boolean wanted(ProviderBar bar, PriceRequest request) {
    return bar.day().map(request::covers).orElse(true);
  }

  /**
   * d_t = P_{t−1}·adj_t/adj_{t−1} − P_t where the adjusted closes move otherwise than the closes.
   */
  private static List<CorporateAction> implied(Symbol symbol, List<CsvBar> sessions) {
    List<CorporateAction> implied = new ArrayList<>();
    CsvBar previous = null;
    for (CsvBar row : sessions) {
      if (previous != null) {
        addImplied(implied, symbol, previous, row);
      }
      previous = row;
    }
    return implied;
  }

  private static void addImplied(
      List<CorporateAction> implied, Symbol symbol, CsvBar before, CsvBar on) {
    BigDecimal adjustedBefore = before.adjustedClose();
    BigDecimal adjustedOn = on.adjustedClose();
    if (adjustedBefore == null || adjustedOn == null) {
      return;
    }
    BigDecimal yesterday = before.rawBar().close();
    BigDecimal today = on.rawBar().close();
    if (surelyAlike(adjustedBefore, adjustedOn, yesterday, today)) {
      return;
    }
    BigDecimal adjustedRatio = adjustedOn.divide(adjustedBefore, EXACT_ENOUGH);
    BigDecimal ratio = today.divide(yesterday, EXACT_ENOUGH);
    BigDecimal amount = yesterday.multiply(adjustedRatio, EXACT_ENOUGH).subtract(today);
    if (adjustedRatio.subtract(ratio).abs().compareTo(RATIO_NOISE) > 0
        && PriceRange.of(amount.abs()) == PriceRange.PRICE) {
      implied.add(
          CorporateAction.implied(
              symbol,
              on.rawBar().date(),
              amount.setScale(IMPLIED_SCALE, RoundingMode.HALF_UP),
              today));
    }
  }

  /** Most rows imply nothing, which a double tells with many digits to spare. */
  private static boolean surelyAlike(
      BigDecimal adjustedBefore, BigDecimal adjustedOn, BigDecimal yesterday, BigDecimal today) {
    double difference =
        adjustedOn.doubleValue() / adjustedBefore.doubleValue()
            - today.doubleValue() / yesterday.doubleValue();
    return Math.abs(difference) < 0.9 * RATIO_NOISE.doubleValue();
  }

  /** The rows that can become prices, oldest first: what they imply is between such rows only. */
  private List<CsvBar> onePerSession(List<CsvBar> rows) {
    @Nullable CsvBar[] sessions = new CsvBar[lookback.size()];
    for (CsvBar row : rows) {
      if (row.bar() instanceof RawBar bar && PriceRange.of(bar.close()) == PriceRange.PRICE) {
        int at = lookback.indexOf(bar.date());
        if (at >= 0) {
          sessions[at] = preferred(sessions[at], row);
        }
      }
    }
    return Arrays.stream(sessions).filter(Objects::nonNull).toList();
  }

  private static CsvBar preferred(@Nullable CsvBar first, CsvBar second) {
    return first == null || PREFERENCE.compare(first, second) < 0 ? second : first;
  }
}
