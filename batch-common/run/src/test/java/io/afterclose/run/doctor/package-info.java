/** Tests of what the package promises. */
@NullMarked
package io.afterclose.run.doctor;

import org.jspecify.annotations.NullMarked;
