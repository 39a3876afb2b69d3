/**
 * Reads the files that brokers export: positions and activities, whatever stands above and below
 * their table. Knows no database.
 */
@NullMarked
package io.afterclose.portfoliorefresh.broker;

import org.jspecify.annotations.NullMarked;
