package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.portfolio.position.Side;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One good line of a positions file, defaults filled in; the meaning, units and signs are those of
 * {@link io.afterclose.portfolio.position.Position}.
 *
 * @param lineNumber physical line of the file, the header's is 1
 * @param symbol canonical; an option's in compact OCC form
 * @param investmentClass as stated, else OPTIONS for an OCC symbol and PUBLIC for any other
 * @param side as stated, else LONG
 * @param quantity above 0
 * @param quantityAsOf as stated, else the entry date
 * @param entryDate first day held
 * @param entryPrice USD per unit, 0 or more
 * @param multiplier as stated, else 100 for OPTIONS and 1 for the others
 * @param exitDate first day no longer held, null while held
 * @param exitPrice USD per unit, there with the exit date
 */
public record PositionLine(
    int lineNumber,
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
