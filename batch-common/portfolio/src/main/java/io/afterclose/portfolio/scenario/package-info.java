/** The stress scenarios whose results are stored: their shocks, and their names for people. */
@NullMarked
package io.afterclose.portfolio.scenario;

import org.jspecify.annotations.NullMarked;
