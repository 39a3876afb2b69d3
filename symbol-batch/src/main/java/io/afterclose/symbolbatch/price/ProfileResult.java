package io.afterclose.symbolbatch.price;

import io.afterclose.symbolbatch.provider.Profile;

/**
 * The answer to a request for a profile.
 *
 * @param profile all null when it is not known
 */
record ProfileResult(Profile profile) {

  static final ProfileResult UNKNOWN = new ProfileResult(new Profile(null, null, null));
}
