/** Alerts: what they are about, how severe they are, and the channels that carry them. */
@NullMarked
package io.afterclose.run.alert;

import org.jspecify.annotations.NullMarked;
