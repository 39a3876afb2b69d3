package io.afterclose.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A server on this machine that takes a run's alerts and metrics. It remembers each request, and
 * can answer badly, or never.
 */
public final class RecordedPosts implements AutoCloseable {

  /**
   * What arrived.
   *
   * @param headers by lower-case name
   * @param raw the body, each byte one character
   */
  public record Post(String method, String path, Map<String, String> headers, String raw) {

    public byte[] bytes() {
      return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The body as UTF-8. */
    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Answer answer = exchange -> exchange.sendResponseHeaders(200, -1);

  private RecordedPosts(HttpServer server) {
    this.server = server;
  }

  /** Begins to listen; answers 200. */
  public static RecordedPosts listening() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RecordedPosts recorded = new RecordedPosts(server);
      server.setExecutor(recorded.workers);
      server.createContext("/", recorded::take);
      server.start();
      return recorded;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** An address without a listener. */
  public static String unusedUrl() {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + port.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** Its address, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with a status, and headers given as name and value in turn. */
  public RecordedPosts answering(int status, String... headers) {
    return answering(
        exchange -> {
          for (int at = 0; at < headers.length; at += 2) {
            exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
          }
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** Takes the request and never says a word. */
  public RecordedPosts hanging() {
    return answering(exchange -> closed.await());
  }

  /** Answers 200 and then goes on with its body as long as anybody listens. */
  public RecordedPosts endless() {
    return answering(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (closed.getCount() > 0) {
            exchange.getResponseBody().write(new byte[64 * 1024]);
          }
        });
  }

  private RecordedPosts answering(Answer other) {
    answer = other;
    return this;
  }

  /** What arrived until now, in the order of its arrival. */
  public List<Post> posts() {
    return List.copyOf(posts);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      posts.add(
          new Post(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          header -> header.getKey().toLowerCase(Locale.ROOT),
                          header -> String.join(",", header.getValue()))),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
      answer.give(exchange);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Also releases clients that still wait for an answer. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
