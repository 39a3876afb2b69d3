package io.afterclose.console.exposure;

import io.afterclose.console.exposure.Holdings.Line;
import io.afterclose.console.symbols.SymbolReader;
import io.afterclose.console.symbols.SymbolRow;
import io.afterclose.quant.factor.Factor;
import io.afterclose.quant.figure.Figure;
import io.afterclose.quant.risk.FactorExposure;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The exposures of a portfolio by the factors of its symbols, as an answer. */
final class PortfolioExposure {

  private static final String NOTE = "Factor exposures based on PUBLIC/OPTIONS positions only";
  private static final String REASON = "reason";
  private static final String UNPRICED = "UNPRICED";
  private static final String NO_FACTORS = "NO_FACTORS";

  private final Holdings held;
  private final SymbolReader.Answer symbols;
  private final double nav;

  PortfolioExposure(Holdings held, SymbolReader.Answer symbols) {
    this.held = held;
    this.symbols = symbols;
    this.nav = held.snapshot().netAssetValue().doubleValue();
  }

  /** The symbols whose factors are needed. */
  static List<String> needed(Holdings held) {
    return held.lines().stream()
        .filter(line -> line.kind() == InvestmentClass.PUBLIC)
        .map(Line::symbol)
        .distinct()
        .toList();
  }

  /** The members of the answer, in their order. */
  Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("portfolio", held.snapshot().portfolio());
    body.putAll(symbols.basis().members());
    body.put("revision", held.snapshot().revision());
    body.put("net_asset_value", held.snapshot().netAssetValue());
    body.put("covered_weight", coveredWeight());
    body.put("private_allocation_pct", privatePercent());
    body.put("note", NOTE);
    body.put("factors", factors());
    body.put("positions", held.lines().stream().map(this::position).toList());
    return body;
  }

  /** Share of the gross value whose symbol has any factor, 0 to 1; null without any value. */
  private @Nullable Double coveredWeight() {
    double gross = held.otherGross();
    double covered = 0;
    for (Line line : listed()) {
      double value = gross(line);
      gross += value;
      covered += row(line).filter(SymbolRow::fitted).isPresent() ? value : 0;
    }
    return gross > 0 ? Double.valueOf(covered / gross) : null;
  }

  /** Private value over net asset value, per cent; null where that is 0 or below. */
  private @Nullable BigDecimal privatePercent() {
    BigDecimal base = held.snapshot().netAssetValue();
    return base.signum() > 0
        ? held.privateValue().movePointRight(2).divide(base, 4, RoundingMode.HALF_UP)
        : null;
  }

  private List<Line> listed() {
    return held.lines().stream()
        .filter(line -> line.kind() == InvestmentClass.PUBLIC && line.value() != null)
        .toList();
  }

  private static double gross(Line line) {
    return Math.abs(signed(line));
  }

  private static double signed(Line line) {
    BigDecimal value = line.value();
    return value == null ? 0 : value.doubleValue();
  }

  private Optional<SymbolRow> row(Line line) {
    return symbols.find(line.symbol());
  }

  private @Nullable Double beta(Line line, Factor factor) {
    return row(line).map(row -> row.factor(factor).beta()).orElse(null);
  }

  private List<Map<String, @Nullable Object>> factors() {
    List<Map<String, @Nullable Object>> factors = new ArrayList<>();
    for (Factor factor : Factor.values()) {
      factors.add(factor(factor));
    }
    return factors;
  }

  private Map<String, @Nullable Object> factor(Factor factor) {
    Figure<FactorExposure> exposure =
        FactorExposure.of(
            listed().stream()
                .map(
                    line ->
                        new FactorExposure.Holding(
                            new Symbol(line.symbol()), signed(line), beta(line, factor)))
                .toList(),
            held.otherGross(),
            nav);
    Figure<Double> ofNav = exposure.flatMap(FactorExposure::ofNetAssetValue);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("code", factor.name());
    members.put("value", ofNav.known().orElse(null));
    members.put("normalised", exposure.flatMap(FactorExposure::normalised).known().orElse(null));
    members.put("dollars", exposure.map(FactorExposure::dollars).known().orElse(null));
    members.put("covered", exposure.known().map(FactorExposure::covered).orElse(0.0));
    members.put(REASON, exposure.known().isEmpty() ? missing(factor) : reason(ofNav));
    return members;
  }

  private static @Nullable String reason(Figure<Double> figure) {
    return figure instanceof Figure.Unknown<Double> unknown
        ? unknown.reason() + ": " + unknown.detail()
        : null;
  }

  /** Why no symbol has the factor: the reason that most of the gross value has. */
  private String missing(Factor factor) {
    Map<String, Double> grossByReason = new TreeMap<>();
    double gross = held.otherGross();
    for (Line line : listed()) {
      gross += gross(line);
      String why = row(line).map(row -> row.factor(factor).reason()).orElse(NO_FACTORS);
      grossByReason.merge(why, gross(line), Double::sum);
    }
    double all = gross;
    return grossByReason.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(
            most ->
                "%s for %d %% of weight"
                    .formatted(most.getKey(), Math.round(100 * most.getValue() / all)))
        .orElse("no position can have factors");
  }

  private Map<String, @Nullable Object> position(Line line) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("symbol", line.symbol());
    members.put(
        "weight", line.value() == null || nav <= 0 ? null : Double.valueOf(signed(line) / nav));
    Optional<String> reason = reason(line);
    members.put("factors", reason.isPresent() ? null : contributions(line));
    members.put(REASON, reason.orElse(null));
    return members;
  }

  private Optional<String> reason(Line line) {
    if (line.kind() != InvestmentClass.PUBLIC) {
      return Optional.of(line.kind().name());
    }
    if (line.value() == null) {
      return Optional.of(UNPRICED);
    }
    return row(line).isPresent() ? Optional.empty() : Optional.of(NO_FACTORS);
  }

  /** Each factor with beta and contribution, or with the reason why there is none. */
  private Map<String, Object> contributions(Line line) {
    SymbolRow row = row(line).orElseThrow();
    Map<String, Object> factors = new LinkedHashMap<>();
    for (SymbolRow.FactorCell cell : row.factors()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      Double beta = cell.beta();
      members.put("beta", beta);
      members.put(
          "contribution",
          beta == null || nav <= 0 ? null : Double.valueOf(beta * signed(line) / nav));
      if (cell.reason() != null) {
        members.put(REASON, cell.reason());
      }
      factors.put(cell.factor().name(), members);
    }
    return factors;
  }
}
