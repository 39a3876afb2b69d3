package io.afterclose.testkit.drill;

import io.afterclose.database.address.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wire between a process and PostgreSQL that is cut, goes silent, or reports when a statement
 * passes. It understands as much of the protocol as that takes, and changes nothing.
 */
public final class PostgresProxy implements AutoCloseable {

  private static final FaultPoint NOWHERE =
      new FaultPoint("", Integer.MAX_VALUE, FaultPoint.Moment.BEFORE);

  private final ServerSocket door;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final List<String> statements = new ArrayList<>();
  private volatile int server;
  private volatile CountDownLatch silence = new CountDownLatch(0);
  private FaultPoint point = NOWHERE;
  private Runnable event = () -> {};
  private int seen;
  private CountDownLatch happened = new CountDownLatch(1);

  private PostgresProxy(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  /** Begins to listen on a port of this machine. */
  public static PostgresProxy before(PostgresUrl url) {
    try {
      PostgresProxy proxy =
          new PostgresProxy(
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Address.of(url).port());
      daemon("proxy-door", proxy::admit);
      return proxy;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The same database, through this wire. */
  public String through(PostgresUrl url) {
    return Address.of(url).on(door.getLocalPort());
  }

  /** Connections made from now on lead to the server where it is now. */
  public void moveTo(PostgresUrl url) {
    server = Address.of(url).port();
  }

  /**
   * When the process comes to a point, something happens, once; the statement waits meanwhile.
   *
   * @param what done on the wire's own thread
   */
  public synchronized void at(FaultPoint where, Runnable what) {
    point = where;
    event = what;
    seen = 0;
    happened = new CountDownLatch(1);
  }

  /** Waits for what is to happen; false when it has not. */
  public boolean happenedWithin(long seconds) throws InterruptedException {
    return latch().await(seconds, TimeUnit.SECONDS);
  }

  private synchronized CountDownLatch latch() {
    return happened;
  }

  /** All statements until now, in the order in which they came. */
  public synchronized List<String> statements() {
    return List.copyOf(statements);
  }

  /** Cuts every connection, as a network does: both ends get a reset. */
  public void cut() {
    wires.forEach(Wire::cut);
  }

  /** Neither side gets anything from now on, and no reset. */
  public void goSilent() {
    silence = new CountDownLatch(1);
  }

  /** As {@link #goSilent}, but for connections made from now on. */
  public void goDeaf() {
    wires.forEach(Wire::goSilent);
  }

  /** What was held back is forwarded now. */
  public void speakAgain() {
    silence.countDown();
  }

  void awaitVoice() throws InterruptedException {
    silence.await();
  }

  /** What is to happen at this statement. */
  synchronized Runnable comes(String statement, FaultPoint.Moment moment) {
    if (point.moment() != moment || !point.speaksOf(statement) || ++seen != point.number()) {
      return Wire.NOTHING;
    }
    CountDownLatch told = happened;
    Runnable what = event;
    return () -> {
      try {
        what.run();
      } finally {
        told.countDown();
      }
    };
  }

  synchronized void heard(String statement) {
    statements.add(statement);
  }

  void ended(Wire wire) {
    wires.remove(wire);
  }

  private void admit() {
    try {
      while (true) {
        Socket client = door.accept();
        awaitVoice();
        connect(client);
      }
    } catch (IOException closed) {
      cut();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where there is no listener, the process gets a reset. */
  private void connect(Socket client) throws IOException {
    try {
      Wire wire = new Wire(this, client, new Socket(InetAddress.getLoopbackAddress(), server));
      wires.add(wire);
      wire.begin();
    } catch (IOException e) {
      client.setSoLinger(true, 0);
      client.close();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    } finally {
      cut();
      speakAgain();
    }
  }

  /** An address as a text, with the port that is in it. */
  private record Address(String text, int port) {

    static Address of(PostgresUrl url) {
      String host = url.describe().substring(0, url.describe().indexOf('/'));
      int port = Integer.parseInt(host.substring(host.lastIndexOf(':') + 1));
      return new Address(url.textWithPassword(), port);
    }

    String on(int other) {
      return text.replaceFirst(":" + port + "/", ":" + other + "/");
    }
  }
}
