@NullMarked
package io.afterclose.run.manual;

import org.jspecify.annotations.NullMarked;
