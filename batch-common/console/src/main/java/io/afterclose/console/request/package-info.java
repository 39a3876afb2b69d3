/**
 * Runs that are asked for here: seen before in a plan, started once as the job's own process, and
 * found again after a restart of the console.
 */
@NullMarked
package io.afterclose.console.request;

import org.jspecify.annotations.NullMarked;
