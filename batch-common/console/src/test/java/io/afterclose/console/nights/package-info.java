@NullMarked
package io.afterclose.console.nights;

import org.jspecify.annotations.NullMarked;
