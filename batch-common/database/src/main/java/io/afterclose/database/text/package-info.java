/** Text from outside, as messages and tables show it. */
@NullMarked
package io.afterclose.database.text;

import org.jspecify.annotations.NullMarked;
