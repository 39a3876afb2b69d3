@NullMarked
package io.afterclose.console.exposure;

import org.jspecify.annotations.NullMarked;
