/** The programming interface, described for programs and for people. */
@NullMarked
package io.afterclose.console.reference;

import org.jspecify.annotations.NullMarked;
