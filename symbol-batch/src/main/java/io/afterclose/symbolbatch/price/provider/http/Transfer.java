package io.afterclose.symbolbatch.price.provider.http;

import io.afterclose.symbolbatch.price.provider.ProviderFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one answer on their way. One thread reads, another looks at the signs of life and
 * may cut it off.
 */
final class Transfer {

  private static final int PIECE = 16 * 1024;

  private final int maxBytes;
  private volatile long lastSign;
  private volatile boolean cutOff;
  private volatile @Nullable InputStream source;

  /**
   * @param maxBytes after decompression
   * @param firstSign {@link System#nanoTime()} from which the first silence is counted
   */
  Transfer(int maxBytes, long firstSign) {
    this.maxBytes = maxBytes;
    this.lastSign = firstSign;
  }

  long lastSign() {
    return lastSign;
  }

  /** Reads to the end or to the limit, and closes without reading on in either case. */
  byte[] read(InputStream body, boolean gzip) throws IOException {
    source = body;
    try (body) {
      if (cutOff) {
        throw AttemptFailed.passing(Kind.TIMEOUT, "cut off");
      }
      return bytes(gzip ? new GZIPInputStream(body, PIECE) : body);
    } catch (AttemptFailed known) {
      throw known;
    } catch (IOException broken) {
      throw AttemptFailed.passing(
          Kind.BAD_BODY, "the answer broke off or is no gzip (" + broken.getMessage() + ")");
    }
  }

  private byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      lastSign = System.nanoTime();
      if (bytes.size() + read > maxBytes) {
        throw AttemptFailed.thisRequest(
            Kind.TOO_LARGE, "the answer has more than the %d bytes allowed".formatted(maxBytes));
      }
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  /** Ends it from outside: a thread that waits for bytes gets an exception at once. */
  void cutOff() {
    cutOff = true;
    InputStream body = source;
    if (body != null) {
      try {
        body.close();
      } catch (IOException alreadyBroken) {
        lastSign = System.nanoTime();
      }
    }
  }
}
