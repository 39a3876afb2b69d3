package io.afterclose.run.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.RecordedPosts;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever takes too long would hold these tests up for ever, and the timeout ends them. */
@Timeout(60)
final class BoundedHttpTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final RecordedPosts server = RecordedPosts.listening();

  @AfterEach
  void the_server_is_gone() {
    server.close();
  }

  @Test
  void a_body_arrives_once_with_its_type_and_the_headers() {
    assertThat(post(server.url() + "/path?key=secret", Map.of("tenant", "a"), AMPLE)).isEmpty();
    assertThat(server.posts())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.method() + " " + post.path()).isEqualTo("POST /path?key=secret");
              assertThat(post.text()).isEqualTo("{\"ä\":1}");
              assertThat(post.headers())
                  .containsEntry("content-type", "application/json")
                  .containsEntry("tenant", "a")
                  .containsEntry("user-agent", "afterclose");
            });
  }

  @Test
  void a_failing_server_is_told_by_its_status_and_not_asked_again() {
    server.answering(500);
    assertThat(post(server.url(), Map.of(), AMPLE)).contains("127.0.0.1 answered 500");
    assertThat(server.posts()).hasSize(1);
  }

  @Test
  void a_redirect_is_not_followed() {
    try (RecordedPosts elsewhere = RecordedPosts.listening()) {
      server.answering(307, "Location", elsewhere.url() + "/stolen");
      assertThat(post(server.url(), Map.of(), AMPLE)).contains("127.0.0.1 answered 307");
      assertThat(elsewhere.posts()).isEmpty();
    }
  }

  @Test
  void a_server_that_never_answers_is_left_after_the_limit() {
    server.hanging();
    assertThat(post(server.url(), Map.of(), SHORT))
        .contains("127.0.0.1 gave no answer within 300 ms");
  }

  @Test
  void an_answer_without_end_is_not_read() {
    server.endless();
    assertThat(post(server.url(), Map.of(), AMPLE)).isEmpty();
  }

  @Test
  void where_nobody_listens_the_reason_names_no_path() {
    assertThat(post(RecordedPosts.unusedUrl() + "/services/secret", Map.of(), AMPLE))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("127.0.0.1 cannot be reached (")
                    .contains("Connect")
                    .doesNotContain("secret"));
  }

  private static Optional<String> post(String url, Map<String, String> headers, Duration limit) {
    try (BoundedHttp endpoint = new BoundedHttp(new Endpoint(URI.create(url), headers), limit)) {
      return endpoint.post("application/json", "{\"ä\":1}".getBytes(UTF_8));
    }
  }
}
