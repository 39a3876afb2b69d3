package io.afterclose.portfolio.position;

import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A position before it has a key; units and signs are those of {@link Position}. */
public record NewPosition(
    Symbol symbol,
    InvestmentClass investmentClass,
    Side side,
    BigDecimal quantity,
    LocalDate quantityAsOf,
    LocalDate entryDate,
    BigDecimal entryPrice,
    BigDecimal multiplier,
    @Nullable LocalDate exitDate,
    @Nullable BigDecimal exitPrice) {}
