/** Charts of a page: lines, bars and heat maps, as SVG that follows the page's style. */
@NullMarked
package io.afterclose.page.chart;

import org.jspecify.annotations.NullMarked;
