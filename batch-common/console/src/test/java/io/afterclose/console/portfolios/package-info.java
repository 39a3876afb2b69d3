@NullMarked
package io.afterclose.console.portfolios;

import org.jspecify.annotations.NullMarked;
