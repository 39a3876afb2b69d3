@NullMarked
package io.afterclose.report;

import org.jspecify.annotations.NullMarked;
