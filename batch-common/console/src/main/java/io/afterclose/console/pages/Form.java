package io.afterclose.console.pages;

/**
 * What every form sends besides its own fields.
 *
 * @param parameter the name of the hidden field
 * @param token its value
 */
public record Form(String parameter, String token) {}
