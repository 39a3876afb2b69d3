/** Who a request is from: cookie, token, login, first run; and what protects that. */
@NullMarked
package io.afterclose.console.session;

import org.jspecify.annotations.NullMarked;
