/** Past runs as one self-contained HTML page. */
@NullMarked
package io.afterclose.cli.history.page;

import org.jspecify.annotations.NullMarked;
