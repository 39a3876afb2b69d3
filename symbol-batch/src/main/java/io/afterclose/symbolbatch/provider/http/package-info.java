/** HTTP to price providers, within their limits: bounded, retried, redacted. */
@NullMarked
package io.afterclose.symbolbatch.provider.http;

import org.jspecify.annotations.NullMarked;
