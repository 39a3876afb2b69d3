@NullMarked
package io.afterclose.console.serve;

import org.jspecify.annotations.NullMarked;
