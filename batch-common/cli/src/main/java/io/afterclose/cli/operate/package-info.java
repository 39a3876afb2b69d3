/** Commands that operate on runs, the database and the settings. */
@NullMarked
package io.afterclose.cli.operate;

import org.jspecify.annotations.NullMarked;
