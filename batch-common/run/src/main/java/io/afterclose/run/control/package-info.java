/** What an operator does about a run at work: looks at it, follows it, stops it, takes it away. */
@NullMarked
package io.afterclose.run.control;

import org.jspecify.annotations.NullMarked;
