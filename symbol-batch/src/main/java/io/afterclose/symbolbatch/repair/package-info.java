/** What operators decide about prices and corporate actions, each with its reason on record. */
@NullMarked
package io.afterclose.symbolbatch.repair;

import org.jspecify.annotations.NullMarked;
