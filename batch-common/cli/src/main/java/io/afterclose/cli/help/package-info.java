/** Help, manual page, version and shell completion. */
@NullMarked
package io.afterclose.cli.help;

import org.jspecify.annotations.NullMarked;
