package io.afterclose.console.nights;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.console.TestConsole;
import io.afterclose.console.access.Role;
import io.afterclose.console.nights.RecordedRuns.How;
import io.afterclose.console.nights.RecordedRuns.Recorded;
import io.afterclose.run.name.JobName;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

  private static final Instant NOW = Instant.parse("2022-06-02T02:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(2);

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  @TempDir static Path home;

  private static final SettableClock clock = SettableClock.at(NOW);
  private static TestConsole console;

  private RecordedRuns recorded;

  @BeforeAll
  static void start() {
    console = TestConsole.start(postgres, home, clock, Map.of(), Map.of());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void begin() throws InterruptedException {
    clock.advance(LiveRuns.LIFE);
    await(() -> live().listening() == 0, Duration.ofSeconds(10));
    postgres.reset();
    clock.set(NOW);
    recorded = new RecordedRuns(postgres.dataSource());
  }

  /** A client on a plain socket, which can vanish without a word. */
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Client(String path, String token) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), console.address("/").getPort());
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + token
                      + "\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Thread reader = new Thread(this::read, "client");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
        }
        lines.add("(end)");
      } catch (IOException closed) {
        lines.add("(broken)");
      }
    }

    /** The next line that has a text in it. */
    String next(String text, Duration patience) throws InterruptedException {
      long end = System.nanoTime() + patience.toNanos();
      List<String> others = new ArrayList<>();
      while (true) {
        String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(line).as("'%s' after %s", text, others).isNotNull();
        if (line.contains(text)) {
          return line;
        }
        others.add(line);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static LiveRuns live() {
    return console.bean(LiveRuns.class);
  }

  private static void await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private Recorded running() {
    Recorded run = recorded.run(JobName.SYMBOL_BATCH, "2022-06-01", How.RUNNING, NOW, 0);
    recorded.phase(run.execution(), "prices", NOW, null, 10, 10);
    return run;
  }

  @Test
  void a_client_is_told_of_progress_and_then_of_the_end_within_two_seconds() throws Exception {
    Recorded run = running();
    String token = console.token(Role.VIEWER);
    try (Client one = new Client("/events?run=symbol-batch/2022-06-01", token);
        Client all = new Client("/events?nights=1", token)) {
      assertThat(one.next("HTTP/1.1", SOON)).contains("200");
      one.next("X-Accel-Buffering: no", SOON);
      one.next("retry:3000", SOON);
      one.next("event:progress", SOON);
      assertThat(one.next("data:{", SOON)).contains("\"read\":10", "\"state\":\"died\"");

      recorded.advance(run.execution(), 4120);
      assertThat(one.next("\"read\":4120", SOON)).contains("prices 1/1");
      all.next("\"read\":4120", SOON);

      recorded.end(run, How.COMPLETED, NOW.plusSeconds(9));
      one.next("id:" + run.run() + "-", SOON);
      one.next("event:ended", SOON);
      assertThat(one.next("data:{", SOON)).contains("\"outcome\":\"completed\"", "\"exit_code\":0");
      one.next("(end)", SOON);
      all.next("event:ended", SOON);

      Recorded next = recorded.run(JobName.PORTFOLIO_REFRESH, "2022-06-01", How.RUNNING, NOW, 0);
      assertThat(all.next("\"job\":\"portfolio-refresh\"", SOON)).contains("\"run\":" + next.run());
      try (Client late = new Client("/events?run=symbol-batch/2022-06-01", token)) {
        late.next("event:ended", SOON);
        late.next("(end)", SOON);
      }
    }
    await(() -> live().listening() == 0, Duration.ofSeconds(20));
  }

  @Test
  void a_client_sees_no_run_of_a_portfolio_that_it_may_not_see() throws Exception {
    recorded.portfolio("Mine", null, 0);
    recorded.portfolio("Theirs", null, 0);
    JobName job = JobName.PORTFOLIO_REFRESH;
    recorded.run(job, "2022-06-01", "portfolio:Theirs", 1, How.RUNNING, NOW, 0);
    recorded.run(job, "2022-05-31", "portfolio:Mine", 1, How.RUNNING, NOW, 0);
    String token = console.token(Role.VIEWER, Optional.of(List.of("Mine")));
    try (Client client = new Client("/events?nights=1", token)) {
      assertThat(client.next("data:{", SOON)).contains("portfolio:Mine");
      Thread.sleep(1500);
      assertThat(client.lines).noneMatch(line -> line.contains("Theirs"));
    }
  }

  @Test
  void streams_are_bounded_and_those_that_vanish_are_forgotten() throws Exception {
    Recorded run = running();
    List<String> tokens = new ArrayList<>();
    for (int account = 0; account < LiveRuns.STREAMS / LiveRuns.OF_AN_ACCOUNT; account++) {
      tokens.add(console.token(Role.VIEWER));
    }
    for (int round = 1; round <= 2; round++) {
      List<Client> clients = new ArrayList<>();
      for (String token : tokens) {
        for (int stream = 0; stream < LiveRuns.OF_AN_ACCOUNT; stream++) {
          Client client = new Client("/events?nights=1", token);
          clients.add(client);
          client.next("retry:3000", Duration.ofSeconds(10));
        }
      }
      assertThat(live().listening()).isEqualTo(LiveRuns.STREAMS);
      assertThat(threads("http-nio")).isLessThan(LiveRuns.STREAMS / 2);
      assertThat(console.get("/events?nights=1", tokens.get(0)).statusCode()).isEqualTo(429);
      assertThat(console.get("/events?nights=1", console.token(Role.VIEWER)).statusCode())
          .isEqualTo(503);
      assertThat(console.get("/api/v1/runs", tokens.get(0)).statusCode()).isEqualTo(200);

      for (Client client : clients) {
        client.close();
      }
      long count = 100L * round;
      for (int look = 0; look < 30 && live().listening() > 0; look++) {
        recorded.advance(run.execution(), count++);
        Thread.sleep(1000);
      }
      assertThat(live().listening()).isZero();
    }
    assertThat(threads("live-")).isLessThanOrEqualTo(5);
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void a_stream_ends_after_a_quarter_of_an_hour_so_that_rights_are_asked_again() throws Exception {
    running();
    String token = console.token(Role.VIEWER);
    try (Client client = new Client("/events?nights=1", token)) {
      client.next("event:progress", SOON);
      clock.advance(LiveRuns.LIFE);
      client.next("(end)", Duration.ofSeconds(3));
    }
    assertThat(console.get("/events?run=symbol-batch", token).statusCode()).isEqualTo(422);
    assertThat(console.get("/events", token).statusCode()).isEqualTo(422);
    assertThat(console.get("/events?nights=1").statusCode()).isEqualTo(401);
  }
}
