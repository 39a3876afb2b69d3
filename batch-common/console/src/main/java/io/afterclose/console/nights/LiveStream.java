package io.afterclose.console.nights;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A client that listens. What is sent waits in a short queue, so that one that does not read keeps
 * nobody else waiting; one that falls far behind is let go.
 */
final class LiveStream {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final int BEHIND = 64;

  private final SseEmitter emitter;
  private final LiveSubject subject;
  private final long account;
  private final Instant opened;
  private final Consumer<LiveStream> gone;
  private final Queue<Message> waiting = new ArrayDeque<>();
  private boolean sending;
  private boolean over;
  private boolean fresh = true;
  private long lastSent = System.nanoTime();

  /**
   * @param gone called once its client is gone or it is over; more than once does no harm
   */
  LiveStream(
      SseEmitter emitter,
      LiveSubject subject,
      long account,
      Instant opened,
      Consumer<LiveStream> gone) {
    this.emitter = emitter;
    this.subject = subject;
    this.account = account;
    this.opened = opened;
    this.gone = gone;
    emitter.onCompletion(() -> gone.accept(this));
    emitter.onError(failed -> gone.accept(this));
    emitter.onTimeout(
        () -> {
          gone.accept(this);
          emitter.complete();
        });
  }

  /** Something to send, or the end. */
  private record Message(SseEmitter.@Nullable SseEventBuilder event) {}

  LiveSubject subject() {
    return subject;
  }

  long account() {
    return account;
  }

  Instant opened() {
    return opened;
  }

  /** Whether nothing was sent to it for so long. */
  synchronized boolean silent(Duration duration) {
    return System.nanoTime() - lastSent >= duration.toNanos();
  }

  /** Whether this is the first look since it was opened, which is told all that there is. */
  synchronized boolean isFirstLook() {
    boolean first = fresh;
    fresh = false;
    return first;
  }

  /** Sends something, soon. */
  void send(SseEmitter.SseEventBuilder event, Executor senders) {
    add(new Message(event), senders);
  }

  /** Ends it after what is still to be sent. */
  void end(Executor senders) {
    add(new Message(null), senders);
  }

  private void add(Message message, Executor senders) {
    synchronized (this) {
      if (over) {
        return;
      }
      lastSent = System.nanoTime();
      waiting.add(message);
      if (waiting.size() > BEHIND) {
        over = true;
        waiting.clear();
      } else if (sending) {
        return;
      } else {
        sending = true;
      }
    }
    if (isOver()) {
      gone.accept(this);
      emitter.complete();
    } else {
      senders.execute(this::drain);
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized @Nullable Message next() {
    Message message = over ? null : waiting.poll();
    if (message == null) {
      sending = false;
    }
    return message;
  }

  private void drain() {
    for (Message message = next(); message != null; message = next()) {
      SseEmitter.SseEventBuilder event = message.event();
      try {
        if (event == null) {
          close();
          emitter.complete();
        } else {
          emitter.send(event);
        }
      } catch (IOException | IllegalStateException vanished) {
        LOG.debug("a client of the live events went away", vanished);
        close();
      }
    }
  }

  private void close() {
    synchronized (this) {
      over = true;
      waiting.clear();
    }
    gone.accept(this);
  }
}
