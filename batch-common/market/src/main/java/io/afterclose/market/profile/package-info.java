/**
 * What symbols stand for: name, sector and industry, with the session since which each is known.
 */
@NullMarked
package io.afterclose.market.profile;

import org.jspecify.annotations.NullMarked;
