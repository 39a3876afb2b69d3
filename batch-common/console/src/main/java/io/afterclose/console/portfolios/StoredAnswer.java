package io.afterclose.console.portfolios;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with what is stored. Keys and numbers are those of the command line's JSON; the tag is of
 * the data, so that an answer is sent again only when something in it changed.
 */
final class StoredAnswer {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private StoredAnswer() {}

  static ResponseEntity<String> of(Map<String, @Nullable Object> members) {
    return builder(members, null);
  }

  /** The same with a link to the page that follows; null for the last one. */
  static ResponseEntity<String> of(Map<String, @Nullable Object> members, @Nullable String next) {
    return builder(members, next);
  }

  private static ResponseEntity<String> builder(
      Map<String, @Nullable Object> members, @Nullable String next) {
    String body = JSON.writeValueAsString(members);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .cacheControl(CacheControl.noCache().cachePrivate())
            .eTag(tag(body))
            .contentType(MediaType.APPLICATION_JSON);
    if (next != null) {
      answer.header("Link", "<" + next + ">; rel=\"next\"");
    }
    return answer.body(body);
  }

  private static String tag(String data) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(data.getBytes(UTF_8));
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
