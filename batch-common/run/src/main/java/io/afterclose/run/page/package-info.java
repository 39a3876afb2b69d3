/** Past runs as one page for a browser: no script, no other file, no network. */
@NullMarked
package io.afterclose.run.page;

import org.jspecify.annotations.NullMarked;
