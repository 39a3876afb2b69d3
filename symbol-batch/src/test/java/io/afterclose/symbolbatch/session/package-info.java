/** What a run is made of and how a step ends, without a database. */
@NullMarked
package io.afterclose.symbolbatch.session;

import org.jspecify.annotations.NullMarked;
