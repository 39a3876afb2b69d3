/** The commands that list, show, create, rename and delete portfolios. */
@NullMarked
package io.afterclose.portfoliorefresh.keeping.portfolio;

import org.jspecify.annotations.NullMarked;
