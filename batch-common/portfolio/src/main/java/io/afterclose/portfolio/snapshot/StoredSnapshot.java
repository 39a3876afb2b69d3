package io.afterclose.portfolio.snapshot;

import java.time.LocalDate;

/** A revision of a snapshot with the portfolio and the session it is of. */
public record StoredSnapshot(String portfolio, LocalDate date, Revision revision) {}
