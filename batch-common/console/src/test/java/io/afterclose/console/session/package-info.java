@NullMarked
package io.afterclose.console.session;

import org.jspecify.annotations.NullMarked;
