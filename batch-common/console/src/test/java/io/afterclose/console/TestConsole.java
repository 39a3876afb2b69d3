package io.afterclose.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.access.Role;
import io.afterclose.console.account.Account;
import io.afterclose.console.account.AccountStore;
import io.afterclose.console.account.NewAccount;
import io.afterclose.console.account.NewToken;
import io.afterclose.console.account.Passwords;
import io.afterclose.console.account.TokenStore;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.child.JobPrograms;
import io.afterclose.console.serve.ConsoleServer;
import io.afterclose.console.serve.ConsoleSettings;
import io.afterclose.database.address.DatabaseSettings;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console as it is served, on a free port of loopback, over a test's database. */
public final class TestConsole implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ConsoleServer server;
  private final PostgresExtension database;
  private final Clock clock;

  private TestConsole(ConsoleServer server, PostgresExtension database, Clock clock) {
    this.server = server;
    this.database = database;
    this.clock = clock;
  }

  /** Starts one and waits for its database. */
  public static TestConsole start(PostgresExtension database, Path home, Clock clock) {
    return start(database, home, clock, Map.of(), Map.of());
  }

  /** The same with some environment variables and programs of jobs. */
  public static TestConsole start(
      PostgresExtension database,
      Path home,
      Clock clock,
      Map<String, String> environment,
      Map<JobName, Path> programs) {
    return start(ConsoleFeatures.class, database, home, clock, environment, programs);
  }

  /** One whose paths are read for a description of them. */
  public static TestConsole documented(PostgresExtension database, Path home, Clock clock) {
    return start(DocumentedFeatures.class, database, home, clock, Map.of(), Map.of());
  }

  private static TestConsole start(
      Class<?> features,
      PostgresExtension database,
      Path home,
      Clock clock,
      Map<String, String> environment,
      Map<JobName, Path> programs) {
    Map<String, String> all = new HashMap<>(database.environment());
    all.putAll(environment);
    ProcessContext process = new ProcessContext(all, clock);
    ConsoleServer server =
        ConsoleServer.start(
            features,
            process,
            ConsoleSettings.of(process.environment(), "127.0.0.1:0"),
            DatabaseSettings.fromEnvironment(all, Optional.of(home)),
            home,
            beans ->
                beans.registerBean(
                    JobCommands.class, () -> new JobCommands(JobPrograms.of(programs), all)));
    TestConsole console = new TestConsole(server, database, clock);
    console.awaitDatabase();
    return console;
  }

  private void awaitDatabase() {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (get("/login").statusCode() == 503) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the database did not open");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(ended);
      }
    }
  }

  /** A part of it. */
  public <T> T bean(Class<T> type) {
    return server.bean(type);
  }

  /** A part of it that shares its type with others. */
  public <T> T bean(String name, Class<T> type) {
    return server.bean(name, type);
  }

  /** All parts of a type. */
  public <T> Collection<T> beans(Class<T> type) {
    return server.beans(type);
  }

  /** Where it is. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** A token of a new account that sees all portfolios. */
  public String token(Role role) {
    return token(role, Optional.empty());
  }

  /** A token of a new account that sees some portfolios. */
  public String token(Role role, Optional<List<String>> portfolios) {
    return token(role, portfolios, Duration.ofDays(1));
  }

  /** The same that lasts for a time. */
  public String token(Role role, Optional<List<String>> portfolios, Duration life) {
    AccountStore accounts = new AccountStore(database.dataSource(), clock);
    String name = role.text() + "-" + (accounts.all().size() + 1);
    Account account =
        accounts.add(new NewAccount(name, role, portfolios), new Passwords(1).encode("unused"));
    return new TokenStore(database.dataSource(), clock)
        .create(account, new NewToken("test", role, Optional.empty(), life))
        .text();
  }

  /** GET by nobody. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address(path)));
  }

  /** GET with a token. */
  public HttpResponse<String> get(String path, String token) {
    return send(with(token, path));
  }

  /** The JSON of a GET with a token, which must be answered with 200. */
  public JsonNode json(String path, String token) {
    HttpResponse<String> answer = get(path, token);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** POST of JSON with a token. */
  public HttpResponse<String> post(String path, String token, String json) {
    return send(
        with(token, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** A request that a test completes. */
  public HttpRequest.Builder with(String token, String path) {
    return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token);
  }

  /** Sends a request without cookies, without following where it leads. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(HttpClient.newHttpClient(), request);
  }

  /** Sends a request and reads no more of the answer than its head. */
  public HttpResponse<Void> status(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /** Sends a request of a browser, which keeps cookies. */
  public static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(LONGEST).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /**
   * Sends a request as it is written, which no client of a library would.
   *
   * @param request its lines, each with its end; the connection is closed after the answer
   */
  public String raw(String request) {
    URI address = address("/");
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A client that keeps cookies. */
  public static HttpClient browser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
