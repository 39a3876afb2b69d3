/** Accounts, tokens and the audit, for administrators. */
@NullMarked
package io.afterclose.console.admin;

import org.jspecify.annotations.NullMarked;
