@NullMarked
package io.afterclose.console.request;

import org.jspecify.annotations.NullMarked;
