@NullMarked
package io.afterclose.console;

import org.jspecify.annotations.NullMarked;
