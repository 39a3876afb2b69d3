package io.afterclose.run.history;

/**
 * One thing a phase could not do.
 *
 * @param item what it is about: a symbol, a portfolio
 * @param reason a stable code in upper case
 * @param detail what was found and expected, for a person
 */
public record ItemFailure(String item, String reason, String detail) {}
