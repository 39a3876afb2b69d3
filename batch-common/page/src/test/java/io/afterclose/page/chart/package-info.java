@NullMarked
package io.afterclose.page.chart;

import org.jspecify.annotations.NullMarked;
