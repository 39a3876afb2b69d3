/** The settings of network providers. */
@NullMarked
package io.afterclose.symbolbatch.provider.settings;

import org.jspecify.annotations.NullMarked;
