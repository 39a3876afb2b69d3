/** Drills with both jars as they are shipped; {@code -Ddrills.rounds=N} scales them. */
@NullMarked
package io.afterclose.deploy.drill;

import org.jspecify.annotations.NullMarked;
