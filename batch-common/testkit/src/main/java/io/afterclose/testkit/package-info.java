/** What a test needs: a real database, a clock that is set, a listener, the shared data's place. */
@NullMarked
package io.afterclose.testkit;

import org.jspecify.annotations.NullMarked;
