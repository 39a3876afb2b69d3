/** How a night is named: its job, its date, its scope, its revision. */
@NullMarked
package io.afterclose.run;

import org.jspecify.annotations.NullMarked;
