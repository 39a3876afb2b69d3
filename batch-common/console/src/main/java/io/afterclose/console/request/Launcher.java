package io.afterclose.console.request;

import io.afterclose.console.child.ChildAnswer;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.lock.RunOwner;
import io.afterclose.run.name.JobName;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts what is requested, each as a process of the job: at most one of a job, two in all. What a
 * console that is gone has started is found again. Nothing here keeps a run from running twice; the
 * jobs' own lock does.
 */
final class Launcher implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration SHUTDOWN = Duration.ofSeconds(50);
  private static final Duration TERMINATION = Duration.ofSeconds(30);

  private final RequestStore requests;
  private final JobCommands jobs;
  private final RequestLog log;
  private final RequestEnds ends;
  private final RunOwner self;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<JobName, Child> children = new EnumMap<>(JobName.class);
  private boolean running;
  private String problem = "";
  private boolean signalled;

  Launcher(
      RequestStore requests, JobCommands jobs, RequestLog log, RequestEnds ends, RunOwner self) {
    this.requests = requests;
    this.jobs = jobs;
    this.log = log;
    this.ends = ends;
    this.self = self;
  }

  /** A process of this console. */
  private record Child(UUID request, RunOrder order, Process process) {}

  /** Something was requested. */
  void signal() {
    lock.lock();
    try {
      signalled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void start() {
    running = true;
    Thread thread = new Thread(this::work, "requests");
    thread.setDaemon(true);
    thread.start();
  }

  /** Children end at their next chunk, and what they did stays. */
  @Override
  public void stop() {
    List<Child> left;
    lock.lock();
    try {
      running = false;
      changed.signalAll();
      left = new ArrayList<>(children.values());
    } finally {
      lock.unlock();
    }
    left.forEach(child -> child.process().destroy());
    long end = System.nanoTime() + SHUTDOWN.toNanos();
    for (Child child : left) {
      try {
        if (!child.process().waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn(
              "console: the process {} of request {} still works",
              child.process().pid(),
              child.request());
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void work() {
    while (running) {
      try {
        ends.findLost(this::isOwn);
        while (running && startOne()) {
          LOG.debug("looking for one more request");
        }
      } catch (DatabaseUnavailableException away) {
        LOG.debug("the database is away", away);
      } catch (RuntimeException failed) {
        tell(String.valueOf(failed.getMessage()));
        LOG.debug("looking at requests", failed);
      }
      pause();
    }
  }

  private void pause() {
    lock.lock();
    try {
      long left = LOOK.toNanos();
      while (!signalled && running && left > 0) {
        left = changed.awaitNanos(left);
      }
      signalled = false;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      running = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOwn(UUID request) {
    lock.lock();
    try {
      return children.values().stream().anyMatch(child -> child.request().equals(request));
    } finally {
      lock.unlock();
    }
  }

  private List<JobName> free() {
    lock.lock();
    try {
      return Arrays.stream(JobName.values())
          .filter(job -> !children.containsKey(job))
          .filter(job -> jobs.programs().of(job).isPresent())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** What stops or recovers a run does not wait for the run's own process. */
  private boolean startOne() {
    List<JobName> all =
        Arrays.stream(JobName.values()).filter(job -> jobs.programs().of(job).isPresent()).toList();
    var acting = requests.claim(self.toString(), all, false);
    if (acting.isPresent()) {
      act(acting.get());
      return true;
    }
    var claimed = requests.claim(self.toString(), free(), true);
    claimed.ifPresent(this::spawn);
    return claimed.isPresent();
  }

  private void act(UUID id) {
    StoredRequest request = requests.find(id).orElseThrow();
    Thread thread =
        new Thread(
            () -> {
              try {
                ChildAnswer answer = jobs.ask(request.order().job(), words(request));
                if (request.order().action() == RequestAction.STOP
                    && ChildAnswer.kind(answer.exitCode()) == ProblemKind.ALREADY_RUNNING) {
                  endByForce(request);
                }
                ends.ended(request, answer.exitCode(), answer.message());
              } catch (ProblemException refused) {
                requests.end(id, RequestState.REFUSED, null, refused.detail());
              }
            },
            "request " + id);
    thread.setDaemon(true);
    thread.start();
  }

  private void spawn(UUID id) {
    StoredRequest request = requests.find(id).orElseThrow();
    try {
      Process process = begin(request);
      ChildProcess begun = ChildProcess.of(process.toHandle());
      requests.started(id, self.host(), begun.pid(), begun.begunAt());
      keep(request, process);
      LOG.info(
          "console: request {}: {} {} is process {}",
          id,
          request.order().action().text(),
          request.order().describe(),
          begun.pid());
    } catch (IOException | ProblemException failed) {
      LOG.error("console: request {} could not be started", id, failed);
      requests.end(
          id, RequestState.REFUSED, null, "it could not be started: " + failed.getMessage());
    }
  }

  private void keep(StoredRequest request, Process process) {
    JobName job = request.order().job();
    lock.lock();
    try {
      children.put(job, new Child(request.id(), request.order(), process));
    } finally {
      lock.unlock();
    }
    var unused =
        process
            .onExit()
            .whenComplete(
                (ended, failed) -> {
                  try {
                    ends.ended(request, process.exitValue(), "");
                  } finally {
                    lock.lock();
                    try {
                      children.remove(job);
                    } finally {
                      lock.unlock();
                    }
                    signal();
                  }
                });
  }

  /** It works behind the console's own answers; both streams go to a file, no pipe can fill. */
  private Process begin(StoredRequest request) throws IOException {
    List<String> line = new ArrayList<>(List.of("nice", "-n", "5"));
    line.addAll(jobs.line(request.order().job(), words(request)));
    File file = log.create(request.id()).toFile();
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(jobs.environment());
    builder.environment().put("AFTERCLOSE_REQUEST", request.id().toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static List<String> words(StoredRequest request) {
    return request
        .order()
        .words(
            request.asked().source(), request.asked().plan().orElse(""), request.asked().reason());
  }

  /**
   * Ends the process of this console that works on what a request was to stop, where the job did
   * not end at its next chunk: by SIGTERM, and by SIGKILL where that is of no use.
   */
  private void endByForce(StoredRequest stop) {
    Process process;
    lock.lock();
    try {
      Child child = children.get(stop.order().job());
      if (child == null || !child.order().scope().equals(stop.order().scope())) {
        return;
      }
      process = child.process();
    } finally {
      lock.unlock();
    }
    LOG.warn(
        "console: {} did not stop at its next chunk; its process {} is ended",
        stop.order().describe(),
        process.pid());
    process.destroy();
    try {
      if (!process.waitFor(TERMINATION.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once, until it is another problem: a database that is away is so for many looks. */
  private void tell(String why) {
    if (!why.equals(problem)) {
      LOG.warn("console: requests could not be looked at: {}", why);
      problem = why;
    }
  }
}
