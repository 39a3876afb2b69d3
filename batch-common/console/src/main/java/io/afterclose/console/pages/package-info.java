/** What all pages have: layout, navigation, forms. */
@NullMarked
package io.afterclose.console.pages;

import org.jspecify.annotations.NullMarked;
