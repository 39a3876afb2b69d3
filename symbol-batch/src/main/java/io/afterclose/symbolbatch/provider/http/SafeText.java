package io.afterclose.symbolbatch.provider.http;

/** Foreign text made fit for a message: one line, printable, short. */
public final class SafeText {

  private static final int SHOWN = 200;

  private SafeText() {}

  public static String shown(String hostile) {
    int end = Math.min(hostile.length(), SHOWN);
    StringBuilder safe = new StringBuilder(end + 1);
    hostile.codePoints().limit(end).forEach(c -> safe.appendCodePoint(printable(c) ? c : ' '));
    return hostile.length() > SHOWN ? safe.append('…').toString() : safe.toString().strip();
  }

  private static boolean printable(int c) {
    return (c >= ' ' && c < 0x7f) || (c > 0xa0 && Character.isLetterOrDigit(c));
  }
}
