/** Commands that show past runs. */
@NullMarked
package io.afterclose.cli.history;

import org.jspecify.annotations.NullMarked;
