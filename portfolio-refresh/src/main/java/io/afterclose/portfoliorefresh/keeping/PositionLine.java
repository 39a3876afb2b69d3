package io.afterclose.portfoliorefresh.keeping;

import io.afterclose.portfolio.position.NewPosition;

/**
 * One good line of a positions file, defaults filled in: OPTIONS for an OCC symbol and PUBLIC for
 * any other, LONG, the quantity as of the entry date, a multiplier of 100 for OPTIONS and 1 for the
 * others.
 *
 * @param lineNumber physical line of the file, the header's is 1
 * @param position what it says
 */
record PositionLine(int lineNumber, NewPosition position) {}
