/** What is wrong around the nights: the console's own checks, and each job's. */
@NullMarked
package io.afterclose.console.doctor;

import org.jspecify.annotations.NullMarked;
