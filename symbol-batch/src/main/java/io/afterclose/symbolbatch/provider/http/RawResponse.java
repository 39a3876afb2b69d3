package io.afterclose.symbolbatch.provider.http;

/**
 * What came over the wire.
 *
 * @param text the body, decompressed and decoded; bytes that are no letters of its charset replaced
 */
record RawResponse(int status, String contentType, String text) {

  /** Far more than is ever shown, so that keys are taken out before anything is cut. */
  private static final int BEGINNING = 10_000;

  String beginning() {
    return text.substring(0, Math.min(BEGINNING, text.length()));
  }
}
