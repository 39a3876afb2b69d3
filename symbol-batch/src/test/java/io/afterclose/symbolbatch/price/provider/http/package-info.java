/** Tests of the network providers against a real server on this machine. */
@NullMarked
package io.afterclose.symbolbatch.price.provider.http;

import org.jspecify.annotations.NullMarked;
