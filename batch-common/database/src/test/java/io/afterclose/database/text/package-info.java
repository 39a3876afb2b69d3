/** Tests of what the package promises. */
@NullMarked
package io.afterclose.database.text;

import org.jspecify.annotations.NullMarked;
