package io.afterclose.market.price;

import java.time.LocalDate;

/**
 * The ex-dates of which a source was asked for all actions: what it does not report of them, it
 * withdraws.
 *
 * @param from the oldest ex-date, included
 * @param to the newest one, included
 * @param impliedOnly only implied amounts: the answer was made of closes, and knows nothing of
 *     splits and dividends
 */
public record ActionWindow(LocalDate from, LocalDate to, boolean impliedOnly) {}
