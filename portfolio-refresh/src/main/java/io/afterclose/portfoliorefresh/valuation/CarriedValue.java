package io.afterclose.portfoliorefresh.valuation;

import io.afterclose.portfolio.position.PortfolioHistory;
import io.afterclose.portfolio.position.Position;
import io.afterclose.portfoliorefresh.valuation.PositionInputs.CloseKey;
import io.afterclose.quant.symbol.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a position without a price was worth last while it was held: by its last close, less what
 * was paid since, as a stale close is carried; else at what it came in with. It is in no value and
 * no exposure: it is what the profit of the day on which the position has a price again, or is
 * sold, starts from.
 *
 * @param amount USD, signed, unrounded
 * @param close that it comes from; null where the position had no price since its entry
 * @param isNew whether it had a value at the session before, or was not held then
 */
public record CarriedValue(BigDecimal amount, @Nullable CloseKey<Symbol> close, boolean isNew) {

  static CarriedValue of(PortfolioHistory history, HeldLine line, LocalDate session) {
    Optional<CloseKey<Symbol>> close = line.carriedClose(session);
    BigDecimal amount =
        close
            .map(key -> line.lastValue(session, line.quote(key)))
            .orElseGet(
                () ->
                    cameInWith(history, line, session)
                        .subtract(line.paidSince(line.start(), session)));
    return new CarriedValue(amount, close.orElse(null), line.isNewlyUnpriced(session));
  }

  private static BigDecimal cameInWith(PortfolioHistory history, HeldLine line, LocalDate session) {
    Position position = line.position();
    return position.entry().booking().inKind() && !line.spunOff()
        ? new InKindValue(history, line.market())
            .of(line, position.entryDate())
            .orElse(position.signedCost())
        : line.costOn(session);
  }
}
