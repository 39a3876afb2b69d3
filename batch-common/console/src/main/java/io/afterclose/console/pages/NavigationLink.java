package io.afterclose.console.pages;

import io.afterclose.console.access.Role;

/**
 * A page of the navigation; each feature gives its own as a bean.
 *
 * @param order where it stands, from 0
 * @param path of the page
 * @param text one word
 * @param needed whom it is shown to
 */
public record NavigationLink(int order, String path, String text, Role needed) {}
