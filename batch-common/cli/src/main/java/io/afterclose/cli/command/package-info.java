/** The base of every command: how it is launched, and the exit code of each outcome. */
@NullMarked
package io.afterclose.cli.command;

import org.jspecify.annotations.NullMarked;
