/** What the jobs cost as whole processes, beside the plainest programs for the same rows. */
@NullMarked
package io.afterclose.deploy.benchmark;

import org.jspecify.annotations.NullMarked;
