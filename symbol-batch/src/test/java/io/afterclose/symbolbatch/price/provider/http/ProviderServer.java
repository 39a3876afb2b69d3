package io.afterclose.symbolbatch.price.provider.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A real HTTP server on this machine that answers by a script and remembers what it was asked. */
public final class ProviderServer implements AutoCloseable {

  /** One way to answer. */
  public interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** What was asked. */
  public record Asked(String path, String query, Headers headers) {}

  static {
    // Else head and body of an answer wait 40 ms for each other.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, List<Answer>> script = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> given = new ConcurrentHashMap<>();
  private final AtomicInteger hangUps = new AtomicInteger();
  private final AtomicLong bytesSent = new AtomicLong();

  public ProviderServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers requests whose path begins so, in this order, the last one again and again. */
  public ProviderServer on(String path, Answer... answers) {
    script.put(path, List.of(answers));
    given.put(path, new AtomicInteger());
    return this;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public int askedFor(String path) {
    return (int) asked.stream().filter(one -> one.path().startsWith(path)).count();
  }

  public long bytesSent() {
    return bytesSent.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(
        new Asked(
            path,
            String.valueOf(exchange.getRequestURI().getQuery()),
            exchange.getRequestHeaders()));
    try (exchange) {
      answer(path).give(exchange);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException hungUp) {
      hangUps.incrementAndGet();
    }
  }

  /** How often somebody hung up before the answer was out, after at most two seconds. */
  public int hangUps(int expected) throws InterruptedException {
    for (int look = 0; look < 40 && hangUps.get() < expected; look++) {
      Thread.sleep(50);
    }
    return hangUps.get();
  }

  private Answer answer(String path) {
    @Nullable String longest = null;
    for (String key : script.keySet()) {
      if (path.startsWith(key) && (longest == null || key.length() > longest.length())) {
        longest = key;
      }
    }
    if (longest == null) {
      return status(418, "nothing is scripted for " + path);
    }
    List<Answer> answers = script.getOrDefault(longest, List.of());
    int turn = given.getOrDefault(longest, new AtomicInteger()).getAndIncrement();
    return answers.get(Math.min(turn, answers.size() - 1));
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  public static Answer json(String body) {
    return body(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer status(int status, String body, String... headers) {
    return exchange -> {
      for (int at = 0; at < headers.length; at += 2) {
        exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
      }
      body(status, "text/plain", body.getBytes(StandardCharsets.UTF_8)).give(exchange);
    };
  }

  public static Answer body(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    };
  }

  public static Answer redirect(int status, String to) {
    return status(status, "", "Location", to);
  }

  /** Never says a word. */
  public static Answer hang() {
    return exchange -> Thread.sleep(60_000);
  }

  /** Promises a body, sends a piece of it and falls silent. */
  public static Answer stall(String piece) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 100_000);
      exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      Thread.sleep(60_000);
    };
  }

  /** A byte now and then, for minutes. */
  public static Answer drip() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      for (int at = 0; at < 6_000; at++) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        Thread.sleep(20);
      }
    };
  }

  /** Promises more than it sends, then hangs up. */
  public static Answer cutShort(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length + 1000L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** A gigabyte, as far as anybody reads it. */
  public Answer gigabyte() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[64 * 1024];
      java.util.Arrays.fill(piece, (byte) ' ');
      for (int at = 0; at < 16 * 1024; at++) {
        exchange.getResponseBody().write(piece);
        bytesSent.addAndGet(piece.length);
      }
    };
  }

  static Answer gzip(byte[] zipped) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      body(200, "application/json", zipped).give(exchange);
    };
  }

  static byte[] zipped(String body) {
    return zipped(body.getBytes(StandardCharsets.UTF_8), 1);
  }

  static byte[] zipped(byte[] piece, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      for (int at = 0; at < times; at++) {
        zip.write(piece);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A server that resets every connection as soon as it is asked something. */
  static final class Resetting implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Resetting() {
      try {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException noPort) {
        throw new UncheckedIOException(noPort);
      }
      Thread thread = new Thread(this::reset, "resetting");
      threads.add(thread);
      thread.start();
    }

    private void reset() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          connections.incrementAndGet();
          connection.setSoLinger(true, 0);
          int first = connection.getInputStream().read();
          if (first < 0) {
            return;
          }
        } catch (IOException closed) {
          return;
        }
      }
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    int connections() {
      return connections.get();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        throw new UncheckedIOException(alreadyClosed);
      }
    }
  }
}
