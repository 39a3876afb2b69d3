package io.afterclose.run.endpoint;

import io.afterclose.run.thread.DaemonThreads;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one destination within bounds: once, no redirect followed, no more of the answer read
 * than its status, and never longer than a limit in all. A thread of its own does the work, so that
 * nothing (a name server, a silent server) can hold the caller beyond that.
 */
public final class BoundedHttp implements AutoCloseable {

  private final Endpoint destination;
  private final Duration limit;
  private final CloseableHttpClient http;

  /**
   * @param limit from the look-up of its name to the status of its answer
   */
  public BoundedHttp(Endpoint destination, Duration limit) {
    this.destination = destination;
    this.limit = limit;
    this.http = client(limit);
  }

  private static CloseableHttpClient client(Duration limit) {
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(limit))
            .setSocketTimeout(Timeout.of(limit))
            .build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(connections)
                .build())
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .setUserAgent("afterclose")
        .build();
  }

  /**
   * Sends a body.
   *
   * @return why it was not taken, in words that hold nothing of the address but its host; empty
   *     when it was
   */
  public Optional<String> post(String contentType, byte[] body) {
    HttpPost request = new HttpPost(destination.address());
    destination.headers().forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.create(contentType)));
    FutureTask<Integer> exchange = new FutureTask<>(() -> status(request));
    DaemonThreads.named("endpoint").newThread(exchange).start();
    try {
      int status = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return status / 100 == 2 ? Optional.empty() : refused("answered " + status);
    } catch (TimeoutException silent) {
      return silent();
    } catch (ExecutionException failed) {
      return failed.getCause() instanceof SocketTimeoutException
          ? silent()
          : refused("cannot be reached (" + kind(failed.getCause()) + ")");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused("was not waited for to the end");
    } finally {
      request.cancel();
      exchange.cancel(true);
    }
  }

  /** The answer's body is left where it is: the request ends with its connection. */
  private int status(HttpPost request) throws IOException, HttpException {
    int status = http.executeOpen(RoutingSupport.determineHost(request), request, null).getCode();
    request.cancel();
    return status;
  }

  private Optional<String> silent() {
    return refused("gave no answer within " + limit.toMillis() + " ms");
  }

  private Optional<String> refused(String why) {
    return Optional.of(destination + " " + why);
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
