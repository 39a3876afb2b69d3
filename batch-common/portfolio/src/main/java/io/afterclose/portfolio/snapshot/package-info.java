/** Snapshots of portfolios as stored, revision by revision. */
@NullMarked
package io.afterclose.portfolio.snapshot;

import org.jspecify.annotations.NullMarked;
