@NullMarked
package io.afterclose.console.reference;

import org.jspecify.annotations.NullMarked;
