@NullMarked
package io.afterclose.console.schedule;

import org.jspecify.annotations.NullMarked;
