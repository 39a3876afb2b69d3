/** What can be set from outside, and what is. */
@NullMarked
package io.afterclose.run.settings;

import org.jspecify.annotations.NullMarked;
