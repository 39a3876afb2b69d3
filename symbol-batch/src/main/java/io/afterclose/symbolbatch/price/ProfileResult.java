package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.provider.Profile;

/**
 * What was answered when somebody was asked what a symbol stands for.
 *
 * @param profile all null when it is not known
 */
record ProfileResult(Profile profile) {

  static final ProfileResult UNKNOWN = new ProfileResult(new Profile(null, null, null));
}
