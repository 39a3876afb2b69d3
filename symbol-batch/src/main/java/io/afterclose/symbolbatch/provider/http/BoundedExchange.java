package io.afterclose.symbolbatch.provider.http;

import io.afterclose.database.text.Printable;
import io.afterclose.run.thread.DaemonThreads;
import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import io.afterclose.symbolbatch.provider.settings.BaseUrl;
import io.afterclose.symbolbatch.provider.settings.ProviderProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * One request and its answer within bounds: only to addresses on the list, no redirect followed, no
 * longer silent than the read timeout, no longer at all than the call timeout, no larger than the
 * body may be. A thread of its own does the reading, so that nothing (a name server, a dripping
 * body) can hold the caller beyond that, and an interruption is answered at once. What is not read
 * to its end loses its connection: the JDK's own client was seen to keep it open.
 */
final class BoundedExchange {
  /** Above any concurrency in use; the rate is what limits. */
  private static final int MOST_CONNECTIONS = 64;

  private final ExecutorService readers;
  private final HttpClient http;
  private final RestClient client;
  private final ProviderProperties properties;
  private final Set<String> allowed;
  private final HttpHeaders headers;
  private final RefusedStatus statuses;

  /**
   * @param headers sent with every request, the key's among them
   */
  BoundedExchange(
      String name, ProviderProperties properties, HttpHeaders headers, RefusedStatus statuses) {
    this.properties = properties;
    this.headers = headers;
    this.statuses = statuses;
    this.allowed =
        properties.baseUrls().stream().map(BaseUrl::origin).collect(Collectors.toUnmodifiableSet());
    this.readers = Executors.newCachedThreadPool(DaemonThreads.named(name + "-http"));
    this.http = client(properties.timeouts());
    this.client = RestClient.create();
  }

  /** Sends the request and nothing by itself: no redirect, no repetition, no cookie. */
  private static HttpClient client(ProviderProperties.Timeouts timeouts) {
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(timeouts.connect()))
            .setSocketTimeout(Timeout.of(timeouts.call()))
            .build();
    RequestConfig requests =
        RequestConfig.custom().setConnectionRequestTimeout(Timeout.of(timeouts.call())).build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(connections)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .build())
        .setDefaultRequestConfig(requests)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableDefaultUserAgent()
        .disableRedirectHandling()
        .build();
  }

  /**
   * Sends a GET.
   *
   * @return the answer where its status is for the provider to judge: 200, 400, 404 and the like
   * @throws AttemptFailedException for every other status and when the bounds were reached
   */
  RawResponse get(URI uri) throws AttemptFailedException, InterruptedException {
    if (!allowed.contains(BaseUrl.origin(uri))) {
      throw AttemptFailedException.requestError(
          Kind.REDIRECTED,
          Printable.quoted(BaseUrl.origin(uri))
              + " is none of the configured addresses "
              + allowed);
    }
    long start = System.nanoTime();
    Transfer transfer =
        new Transfer(properties.maxBody(), start + properties.timeouts().connect().toNanos());
    Future<RawResponse> work = readers.submit(() -> exchange(uri, transfer));
    try {
      return await(work, transfer, start);
    } catch (ExecutionException failed) {
      throw TransportFault.of(failed.getCause());
    } finally {
      if (!work.isDone()) {
        transfer.abort();
        work.cancel(true);
      }
    }
  }

  private RawResponse await(Future<RawResponse> work, Transfer transfer, long start)
      throws AttemptFailedException, InterruptedException, ExecutionException {
    while (!ended(work, patience(transfer, start))) {
      // More bytes may have come meanwhile: then the patience is renewed.
    }
    return work.get();
  }

  /** Nanoseconds that may pass until the next look. */
  private long patience(Transfer transfer, long start) throws AttemptFailedException {
    ProviderProperties.Timeouts timeouts = properties.timeouts();
    long now = System.nanoTime();
    long untilEnd = start + timeouts.call().toNanos() - now;
    long untilSilent = transfer.lastSign() + timeouts.read().toNanos() - now;
    if (untilEnd <= 0) {
      throw timeout("the call took longer than %d ms", timeouts.call());
    }
    if (untilSilent <= 0) {
      throw timeout("silent for more than %d ms", timeouts.read());
    }
    return Math.min(untilEnd, untilSilent);
  }

  private static boolean ended(Future<RawResponse> work, long nanos) throws InterruptedException {
    try {
      work.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException working) {
      return false;
    }
  }

  private static AttemptFailedException timeout(String message, Duration limit) {
    return AttemptFailedException.transientFailure(
        Kind.TIMEOUT, message.formatted(limit.toMillis()));
  }

  private RawResponse exchange(URI uri, Transfer transfer) {
    return client
        .mutate()
        .requestFactory(new CancellableRequests(http, transfer))
        .build()
        .get()
        .uri(uri)
        .headers(sent -> sent.addAll(headers))
        .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
        .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
        .header(HttpHeaders.USER_AGENT, properties.userAgent())
        .exchangeForRequiredValue((request, response) -> read(response, transfer));
  }

  private RawResponse read(ClientHttpResponse response, Transfer transfer) throws IOException {
    int status = response.getStatusCode().value();
    HttpHeaders answered = response.getHeaders();
    if (status >= 300 && status < 400) {
      transfer.abort();
      throw RefusedStatus.redirect(status, answered);
    }
    String encoding = String.valueOf(answered.getFirst(HttpHeaders.CONTENT_ENCODING));
    byte[] bytes = transfer.read(response.getBody(), encoding.equalsIgnoreCase("gzip"));
    String type = String.valueOf(answered.getFirst(HttpHeaders.CONTENT_TYPE));
    RawResponse reply = new RawResponse(status, type, new String(bytes, charset(type)));
    statuses.refuse(reply, answered);
    return reply;
  }

  private static Charset charset(String contentType) {
    try {
      Charset named = MediaType.parseMediaType(contentType).getCharset();
      return named == null ? StandardCharsets.UTF_8 : named;
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The requests of one transfer, which can end them from another thread. */
  private static final class CancellableRequests extends HttpComponentsClientHttpRequestFactory {
    private final Transfer transfer;

    CancellableRequests(HttpClient client, Transfer transfer) {
      super(client);
      this.transfer = transfer;
    }

    @Override
    protected void postProcessHttpRequest(ClassicHttpRequest request) {
      if (request instanceof Cancellable cancellable) {
        transfer.endedBy(cancellable);
      }
    }
  }
}
