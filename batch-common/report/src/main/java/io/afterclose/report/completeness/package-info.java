/** What the symbols and sessions of a portfolio have, and what they still lack. */
@NullMarked
package io.afterclose.report.completeness;

import org.jspecify.annotations.NullMarked;
