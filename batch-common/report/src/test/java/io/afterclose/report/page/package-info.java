@NullMarked
package io.afterclose.report.page;

import org.jspecify.annotations.NullMarked;
