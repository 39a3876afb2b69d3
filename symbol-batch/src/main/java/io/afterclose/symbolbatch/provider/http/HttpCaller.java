package io.afterclose.symbolbatch.provider.http;

import io.afterclose.database.text.Printable;
import io.afterclose.run.execution.Pause;
import io.afterclose.run.redaction.Redaction;
import io.afterclose.symbolbatch.provider.FetchCost;
import io.afterclose.symbolbatch.provider.ProviderFailure;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.BaseUrl;
import io.afterclose.symbolbatch.provider.settings.ProviderProperties;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpHeaders;

/**
 * Asks one provider, politely and within its limits: each request waits for its turn, goes to the
 * first server whose breaker admits it, and is tried again at the next one while there is hope.
 */
public final class HttpCaller {

  private static final int MAX_MESSAGE = 200;

  private final String name;
  private final List<ProviderServer> servers;
  private final RateLimiter turn;
  private final BoundedExchange exchange;
  private final Duration spacing;
  private final ProviderProperties.Retries retries;
  private final Redaction redaction;
  private final Pause pause;

  /**
   * @param name of the provider, the first word of every message
   * @param headers sent with every request, the key's among them
   * @param words in which the provider refuses
   * @param redaction of every key there is
   * @param clock of the breaker, the rate limit and dates in answers
   * @param pause how it waits
   */
  public HttpCaller(
      String name,
      ProviderProperties properties,
      HttpHeaders headers,
      RefusalWords words,
      Redaction redaction,
      Clock clock,
      Pause pause) {
    this.name = name;
    this.servers =
        properties.baseUrls().stream()
            .map(base -> new ProviderServer(base, properties.breaker(), clock))
            .toList();
    this.turn =
        new RateLimiter(properties.rate(), properties.retries().longestRateWait(), clock, pause);
    this.exchange = new BoundedExchange(name, properties, headers, new RefusedStatus(words, clock));
    this.spacing =
        properties.rate().map(rate -> rate.per().dividedBy(rate.requests())).orElse(Duration.ZERO);
    this.retries = properties.retries();
    this.redaction = redaction;
    this.pause = pause;
  }

  public String name() {
    return name;
  }

  /** What so many requests cost within the rate. */
  public FetchCost cost(int requests) {
    return new FetchCost(requests, spacing);
  }

  /** The answer, where its status is for the provider to judge (200, 400, 404). */
  public JsonResponse get(ProviderRequest question) throws ProviderFailure {
    return call(question.path(), new Attempts(server -> question.at(server.base()), servers));
  }

  /**
   * Follows an address that an answer gave for its next page.
   *
   * @throws ProviderFailure also when it is none of the configured addresses
   */
  public JsonResponse follow(String address) throws ProviderFailure {
    URI uri = uri(address);
    List<ProviderServer> home =
        servers.stream()
            .filter(server -> BaseUrl.origin(server.base()).equals(BaseUrl.origin(uri)))
            .toList();
    if (home.isEmpty()) {
      throw failure(
          Kind.REDIRECTED,
          "its next page is at " + BaseUrl.origin(uri) + ", which is not configured");
    }
    return call(String.valueOf(uri.getPath()), new Attempts(server -> uri, home));
  }

  private URI uri(String address) throws ProviderFailure {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException unreadable) {
      throw failure(Kind.BAD_BODY, "its next page has no address but " + address);
    }
  }

  /** A failure of this provider, its message redacted. */
  public ProviderFailure failure(Kind kind, String message) {
    return new ProviderFailure(kind, safe(name + ": " + message));
  }

  /** Providers quote keys and markup in what they answer. */
  private String safe(String untrusted) {
    return Printable.line(redaction.hide(untrusted), MAX_MESSAGE);
  }

  private JsonResponse call(String path, Attempts attempts) throws ProviderFailure {
    RetryTemplate template =
        new RetryTemplate(new ProviderRetryPolicy(retries, attempts.servers.size(), pause));
    try {
      return template.execute(attempts::next);
    } catch (RetryException exhausted) {
      throw failure(path, attempts, exhausted);
    }
  }

  private ProviderFailure failure(String path, Attempts attempts, RetryException exhausted) {
    Throwable cause = exhausted.getCause();
    if (cause instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return failure(Kind.INTERRUPTED, path + ": interrupted");
    }
    if (cause instanceof AttemptFailedException last) {
      AttemptFailedException telling = attempts.lastAsked == null ? last : attempts.lastAsked;
      return failure(
          telling.kind(),
          "%s (request %d): %s".formatted(path, attempts.requestCount, telling.text()));
    }
    throw new IllegalStateException(name + ": a request failed in an unforeseen way", cause);
  }

  /** The attempts of one call: each at the next server that admits it. */
  private final class Attempts {

    private final Function<ProviderServer, URI> address;
    private final List<ProviderServer> servers;
    private int next;
    private int requestCount;
    private @Nullable AttemptFailedException lastAsked;

    Attempts(Function<ProviderServer, URI> address, List<ProviderServer> servers) {
      this.address = address;
      this.servers = servers;
    }

    JsonResponse next() throws AttemptFailedException, InterruptedException {
      ProviderServer server = admitting();
      awaitTurn(server);
      requestCount++;
      long start = System.nanoTime();
      try {
        JsonResponse reply = JsonResponse.of(exchange.get(address.apply(server)));
        server.answered(System.nanoTime() - start);
        return reply;
      } catch (AttemptFailedException failed) {
        // The breaker and Spring's template log what they are given.
        lastAsked = failed.withMessage(safe(failed.text()));
        server.failed(System.nanoTime() - start, lastAsked);
        throw lastAsked;
      } catch (InterruptedException | RuntimeException stopped) {
        server.release();
        throw stopped;
      }
    }

    private ProviderServer admitting() throws AttemptFailedException {
      for (int tried = 0; tried < servers.size(); tried++) {
        ProviderServer server = servers.get(next++ % servers.size());
        if (server.tryAcquire()) {
          return server;
        }
      }
      throw AttemptFailedException.requestError(
          Kind.BREAKER_OPEN, "not called, since it failed too often just before");
    }

    private void awaitTurn(ProviderServer server)
        throws AttemptFailedException, InterruptedException {
      try {
        turn.take();
      } catch (AttemptFailedException | InterruptedException | RuntimeException notAsked) {
        server.release();
        throw notAsked;
      }
    }
  }
}
