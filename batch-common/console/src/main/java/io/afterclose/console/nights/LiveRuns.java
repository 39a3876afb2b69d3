package io.afterclose.console.nights;

import io.afterclose.console.access.Actor;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.run.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells clients of active runs as they advance: one look into the database a second however many
 * listen, none while nobody does. No stream holds a thread.
 */
final class LiveRuns implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration REPEATED = Duration.ofSeconds(5);
  private static final Duration COMMENT = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(3);

  /** Then the client comes again, and what it may see is asked again. */
  static final Duration LIFE = Duration.ofMinutes(15);

  static final int STREAMS = 100;
  static final int OF_AN_ACCOUNT = 5;
  private static final int SENDERS = 4;

  private final ActiveRunStore store;
  private final RunListStore list;
  private final ActiveRuns active;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();
  private final AtomicLong events = new AtomicLong();

  /** Guarded by itself. */
  private final Set<LiveStream> streams = new HashSet<>();

  /** Runs that were active at the last look, or that somebody asked for; guarded by streams. */
  private final Map<Long, Told> known = new HashMap<>();

  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("live-runs"));
  private final ExecutorService senders =
      Executors.newFixedThreadPool(SENDERS, DaemonThreads.named("live-sender"));
  private volatile boolean running;
  private boolean failing;

  LiveRuns(ActiveRunStore store, RunListStore list, ActiveRuns active, Clock clock) {
    this.store = store;
    this.list = list;
    this.active = active;
    this.clock = clock;
  }

  /**
   * What was told of a run.
   *
   * @param state that it had then; empty before
   * @param past read once a run; null before
   */
  private record Told(String state, Optional<PastNights> past) {

    static final Told NOTHING = new Told("", Optional.empty());
  }

  /**
   * Begins to tell a client.
   *
   * @param run whose end is told even if it has ended meanwhile; empty for none
   * @throws ProblemException (busy or too many requests) when there is no room
   */
  SseEmitter listen(Actor actor, LiveSubject subject, Optional<Long> run) {
    SseEmitter emitter = new SseEmitter(LIFE.plusMinutes(1).toMillis());
    LiveStream stream =
        new LiveStream(emitter, subject, actor.account(), clock.instant(), this::remove);
    synchronized (streams) {
      requireRoom(actor);
      streams.add(stream);
      run.ifPresent(id -> known.putIfAbsent(id, Told.NOTHING));
    }
    stream.send(SseEmitter.event().reconnectTime(RETRY.toMillis()).comment("listening"), senders);
    return emitter;
  }

  private void requireRoom(Actor actor) {
    if (streams.stream().filter(one -> one.account() == actor.account()).count() >= OF_AN_ACCOUNT) {
      throw new ProblemException(
          ProblemKind.TOO_MANY,
          "%d streams of an account are open already; close one".formatted(OF_AN_ACCOUNT),
          Map.of("retry_after", RETRY.toSeconds()));
    }
    if (!running || streams.size() >= STREAMS) {
      throw new ProblemException(
          ProblemKind.BUSY, "%d streams are open already; try again".formatted(STREAMS));
    }
  }

  private void remove(LiveStream stream) {
    synchronized (streams) {
      streams.remove(stream);
    }
  }

  /** How many clients listen. */
  int listening() {
    synchronized (streams) {
      return streams.size();
    }
  }

  private void poll() {
    try {
      look();
      if (failing) {
        LOG.info("console: the runs can be read again");
      }
      failing = false;
    } catch (RuntimeException failed) {
      if (!failing) {
        LOG.warn("console: the runs cannot be read; it is tried each second", failed);
      }
      failing = true;
    }
  }

  private void look() {
    Instant now = clock.instant();
    Map<Long, Told> before;
    List<LiveStream> listeners;
    synchronized (streams) {
      listeners = List.copyOf(streams);
      if (listeners.isEmpty()) {
        known.clear();
        return;
      }
      before = Map.copyOf(known);
    }
    listeners.stream()
        .filter(stream -> !stream.opened().plus(LIFE).isAfter(now))
        .forEach(stream -> stream.end(senders));
    Set<LiveStream> fresh =
        listeners.stream().filter(LiveStream::isFirstLook).collect(Collectors.toSet());
    try {
      for (ActiveRun run : store.look(before.keySet())) {
        List<LiveStream> concerned =
            listeners.stream().filter(one -> one.subject().has(run.run().target())).toList();
        if (run.ended()) {
          tellEnd(run.run(), concerned);
        } else {
          Told told = before.getOrDefault(run.run().id(), Told.NOTHING);
          tellProgress(run, told, concerned, fresh);
        }
      }
    } finally {
      listeners.stream()
          .filter(stream -> stream.silent(COMMENT))
          .forEach(stream -> stream.send(SseEmitter.event().comment(""), senders));
    }
  }

  private void tellEnd(RunRow run, List<LiveStream> concerned) {
    synchronized (streams) {
      known.remove(run.id());
    }
    if (concerned.isEmpty()) {
      return;
    }
    RunRow row = list.byId(Set.of(run.id())).stream().findFirst().orElse(run);
    for (LiveStream stream : concerned) {
      Map<String, Object> shown = Answers.run(stream.subject().sight().shown(row));
      send(stream, "ended", run.id(), json.writeValueAsString(shown));
      if (stream.subject().key().isPresent()) {
        stream.end(senders);
      }
    }
  }

  private void tellProgress(
      ActiveRun run, Told told, List<LiveStream> concerned, Set<LiveStream> fresh) {
    long id = run.run().id();
    PastNights past = told.past().orElseGet(() -> active.past(run));
    ActiveView view = active.view(run, past);
    String state = view.life() + " " + run.run().execution() + " " + run.phases();
    synchronized (streams) {
      known.put(id, new Told(state, Optional.of(past)));
    }
    boolean changed = !state.equals(told.state());
    List<LiveStream> due =
        concerned.stream()
            .filter(one -> changed || fresh.contains(one) || one.silent(REPEATED))
            .toList();
    if (!due.isEmpty()) {
      String text = json.writeValueAsString(Answers.progress(view));
      due.forEach(stream -> send(stream, "progress", id, text));
    }
  }

  private void send(LiveStream stream, String name, long run, String data) {
    stream.send(
        SseEmitter.event()
            .id(run + "-" + events.incrementAndGet())
            .name(name)
            .data(data, MediaType.APPLICATION_JSON),
        senders);
  }

  @Override
  public void start() {
    running = true;
    var unused =
        poller.scheduleWithFixedDelay(
            this::poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends all streams, since the server waits for its requests before it ends. */
  @Override
  public void stop() {
    running = false;
    poller.shutdown();
    List<LiveStream> last;
    synchronized (streams) {
      last = new ArrayList<>(streams);
    }
    last.forEach(stream -> stream.end(senders));
    senders.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the server waits for its requests. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
