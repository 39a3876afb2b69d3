/**
 * Portfolios, their snapshots and figures as they are stored; nothing is calculated for an answer.
 */
@NullMarked
package io.afterclose.console.portfolios;

import org.jspecify.annotations.NullMarked;
