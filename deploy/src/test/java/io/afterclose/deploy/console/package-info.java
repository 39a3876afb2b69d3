/** The console as it is shipped, asked over HTTP and looked at in a browser. */
@NullMarked
package io.afterclose.deploy.console;

import org.jspecify.annotations.NullMarked;
