/** What all pages have: layout, navigation, forms, lists as files. */
@NullMarked
package io.afterclose.console.pages;

import org.jspecify.annotations.NullMarked;
