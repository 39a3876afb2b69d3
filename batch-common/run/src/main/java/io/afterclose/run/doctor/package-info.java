/** Whether the nights are in order, and what to do when they are not. */
@NullMarked
package io.afterclose.run.doctor;

import org.jspecify.annotations.NullMarked;
