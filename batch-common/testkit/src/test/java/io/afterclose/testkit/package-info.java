/** Tests of what other tests stand on. */
@NullMarked
package io.afterclose.testkit;

import org.jspecify.annotations.NullMarked;
