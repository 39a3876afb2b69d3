/** Starts, resumes, stops and recovers a run, and gives its outcome. */
@NullMarked
package io.afterclose.run.execution;

import org.jspecify.annotations.NullMarked;
