@NullMarked
package io.afterclose.portfoliorefresh.report.page;

import org.jspecify.annotations.NullMarked;
