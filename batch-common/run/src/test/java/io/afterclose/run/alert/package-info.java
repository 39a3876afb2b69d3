/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.alert;

import org.jspecify.annotations.NullMarked;
