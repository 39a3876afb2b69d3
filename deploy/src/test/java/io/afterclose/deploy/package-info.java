/** What is deployed: each file read by its own kind of reader, and the jars started as deployed. */
@NullMarked
package io.afterclose.deploy;

import org.jspecify.annotations.NullMarked;
