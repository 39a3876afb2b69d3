/** {@code account …} and {@code token …}: who reaches the database's address may use them. */
@NullMarked
package io.afterclose.console.account.command;

import org.jspecify.annotations.NullMarked;
