/** Accounts, passwords and tokens as they are stored. */
@NullMarked
package io.afterclose.console.account;

import org.jspecify.annotations.NullMarked;
