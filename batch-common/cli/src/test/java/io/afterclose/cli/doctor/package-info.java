/** Tests of what the package promises. */
@NullMarked
package io.afterclose.cli.doctor;

import org.jspecify.annotations.NullMarked;
