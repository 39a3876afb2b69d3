/** Addresses outside that are told how a run went; none of them can hold a run up or change it. */
@NullMarked
package io.afterclose.run.endpoint;

import org.jspecify.annotations.NullMarked;
