@NullMarked
package io.afterclose.run.page;

import org.jspecify.annotations.NullMarked;
