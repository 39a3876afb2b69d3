/** Why a number is so, and what changed it: in the words of the job that made it. */
@NullMarked
package io.afterclose.console.explanation;

import org.jspecify.annotations.NullMarked;
