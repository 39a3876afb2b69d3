@NullMarked
package io.afterclose.console.child;

import org.jspecify.annotations.NullMarked;
