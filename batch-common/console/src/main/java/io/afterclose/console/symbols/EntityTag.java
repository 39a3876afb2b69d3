package io.afterclose.console.symbols;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Strong tags made of data, so that an answer that has not changed is not sent again. */
public final class EntityTag {

  private EntityTag() {}

  /** The tag of some values; equal values have equal texts. */
  public static String of(@Nullable Object... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Arrays.toString(parts).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /** An answer with its tag; 304 without a body where the client has it already. */
  public static ResponseEntity<Object> answer(
      WebRequest request, String tag, Supplier<Object> body) {
    String quoted = "\"" + tag + "\"";
    HttpStatus status = has(request, quoted) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status)
            .cacheControl(CacheControl.noCache().cachePrivate())
            .eTag(quoted);
    return status == HttpStatus.OK ? answer.body(body.get()) : answer.build();
  }

  private static boolean has(WebRequest request, String quoted) {
    String[] known = request.getHeaderValues(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && Arrays.stream(known)
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(one -> one.equals(quoted) || one.equals("*"));
  }
}
