package io.afterclose.console.access;

import java.util.List;

/**
 * The rules of one feature's paths; each feature gives one as a bean. A path without a rule is
 * refused to everybody.
 */
public record AccessRules(List<AccessRule> rules) {

  public AccessRules {
    rules = List.copyOf(rules);
  }

  /** Some rules; the first that fits a request holds. */
  public static AccessRules of(AccessRule... rules) {
    return new AccessRules(List.of(rules));
  }
}
