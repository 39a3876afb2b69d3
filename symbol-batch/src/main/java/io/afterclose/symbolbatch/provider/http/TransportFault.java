package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;

/** What the exceptions of the HTTP client mean. */
final class TransportFault {

  private TransportFault() {}

  /**
   * The failure behind an exception.
   *
   * @throws IllegalStateException when it is none of input and output
   */
  static AttemptFailedException of(@Nullable Throwable thrown) {
    Throwable cause = thrown instanceof ResourceAccessException ? thrown.getCause() : thrown;
    if (cause instanceof AttemptFailedException known) {
      return known;
    }
    if (cause instanceof SocketTimeoutException) {
      return AttemptFailedException.transientFailure(Kind.TIMEOUT, "no connection in time");
    }
    if (cause instanceof SSLException) {
      return AttemptFailedException.permanent(
          Kind.UNREACHABLE, "no trusted connection: " + named(cause));
    }
    if (cause instanceof IOException && unresolved(cause)) {
      return AttemptFailedException.permanent(Kind.UNREACHABLE, "its name cannot be resolved");
    }
    if (cause instanceof IOException) {
      return AttemptFailedException.transientFailure(
          Kind.UNREACHABLE, "no connection, or broken: " + named(cause));
    }
    throw new IllegalStateException("a request failed in an unforeseen way", thrown);
  }

  private static boolean unresolved(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** Its message; the class's name only where it has none. */
  private static String named(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
