@NullMarked
package io.afterclose.page;

import org.jspecify.annotations.NullMarked;
