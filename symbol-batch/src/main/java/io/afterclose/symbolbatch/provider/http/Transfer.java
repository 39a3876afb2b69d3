package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one answer on their way. One thread reads, another looks at the signs of life and
 * may cut it off.
 */
final class Transfer {

  private static final int PIECE = 16 * 1024;

  private final int maxBytes;
  private volatile long lastSign;
  private volatile boolean abort;
  private volatile @Nullable Cancellable request;

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

  /** Names what ends the request and its connection. */
  void endedBy(Cancellable ending) {
    request = ending;
    if (abort) {
      ending.cancel();
    }
  }

  /** Reads to the end, or to the limit and not on from there. */
  byte[] read(InputStream body, boolean gzip) throws IOException {
    try (body) {
      return bytes(gzip ? new GZIPInputStream(body, PIECE) : body);
    } catch (AttemptFailedException known) {
      throw known;
    } catch (IOException broken) {
      abort();
      throw AttemptFailedException.transientFailure(
          Kind.BAD_BODY, "the answer broke off or is no gzip (" + broken.getMessage() + ")");
    }
  }

  private byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      lastSign = System.nanoTime();
      if (bytes.size() + read > maxBytes) {
        abort();
        throw AttemptFailedException.requestError(
            Kind.TOO_LARGE, "the answer has more than the %d bytes allowed".formatted(maxBytes));
      }
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  /**
   * Ends it, from whichever thread: the connection is closed, and a thread that waits for bytes
   * gets an exception at once.
   */
  void abort() {
    abort = true;
    Cancellable ending = request;
    if (ending != null) {
      ending.cancel();
    }
  }
}
