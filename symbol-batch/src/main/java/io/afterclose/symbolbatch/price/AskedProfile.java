package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.price.provider.Profile;

/**
 * What was answered when somebody was asked what a symbol stands for.
 *
 * @param profile all null when it is not known
 */
record AskedProfile(Profile profile) {

  static final AskedProfile UNKNOWN = new AskedProfile(new Profile(null, null, null));
}
