@NullMarked
package io.afterclose.console.quality;

import org.jspecify.annotations.NullMarked;
