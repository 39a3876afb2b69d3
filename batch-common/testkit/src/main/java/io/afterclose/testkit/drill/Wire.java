package io.afterclose.testkit.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** One connection through a {@link PostgresProxy}, read message by message in both directions. */
final class Wire {

  static final Runnable NOTHING = () -> {};

  private static final int ENCRYPTION_WANTED = 80877103;
  private static final int GSS_WANTED = 80877104;

  private final PostgresProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Map<String, String> prepared = new HashMap<>();
  private final Map<String, String> bound = new HashMap<>();
  private volatile Runnable atAnswer = NOTHING;
  private volatile boolean silent;

  Wire(PostgresProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void begin() {
    Thread unused = PostgresProxy.daemon("proxy-questions", () -> carry(this::questions));
    unused = PostgresProxy.daemon("proxy-answers", () -> carry(this::answers));
  }

  /** One direction, until it ends. */
  @FunctionalInterface
  private interface Direction {
    void carry() throws IOException, InterruptedException;
  }

  private void carry(Direction direction) {
    try {
      direction.carry();
    } catch (IOException ended) {
      if (!silent) {
        cut();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      cut();
    }
  }

  /** What comes from now on is swallowed. */
  void goSilent() {
    silent = true;
  }

  /** Both ends hear of it at once. */
  synchronized void cut() {
    proxy.ended(this);
    Stream.of(client, server).filter(socket -> !socket.isClosed()).forEach(Wire::reset);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException unclosable) {
      throw new UncheckedIOException(unclosable);
    }
  }

  private void questions() throws IOException, InterruptedException {
    DataInputStream in = in(client);
    DataOutputStream out = out(server);
    startUp(in, out);
    while (true) {
      byte kind = in.readByte();
      byte[] body = in.readNBytes(in.readInt() - 4);
      Runnable before = question(kind, body);
      proxy.awaitVoice();
      before.run();
      pass(kind, body, out, in.available() == 0);
    }
  }

  /** No encryption is offered, since this one could not read it. */
  private void startUp(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      byte[] body = in.readNBytes(in.readInt() - 4);
      int code = ByteBuffer.wrap(body).getInt();
      if (code != ENCRYPTION_WANTED && code != GSS_WANTED) {
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
        return;
      }
      client.getOutputStream().write('N');
    }
  }

  /** Follows a statement from its text to its execution; what is to happen before that. */
  private Runnable question(byte kind, byte[] body) {
    switch (kind) {
      case 'P' -> prepared.put(word(body, 0), word(body, word(body, 0).length() + 1));
      case 'B' -> {
        String portal = word(body, 0);
        bound.put(portal, prepared.getOrDefault(word(body, portal.length() + 1), ""));
      }
      case 'E' -> {
        return executed(bound.getOrDefault(word(body, 0), ""));
      }
      case 'Q' -> {
        return executed(word(body, 0));
      }
      default -> {
        return NOTHING;
      }
    }
    return NOTHING;
  }

  private Runnable executed(String statement) {
    proxy.heard(statement);
    Runnable after = proxy.comes(statement, FaultPoint.Moment.AFTER);
    if (after != NOTHING) {
      atAnswer = after;
    }
    return proxy.comes(statement, FaultPoint.Moment.BEFORE);
  }

  private void answers() throws IOException, InterruptedException {
    DataInputStream in = in(server);
    DataOutputStream out = out(client);
    while (true) {
      byte kind = in.readByte();
      byte[] body = in.readNBytes(in.readInt() - 4);
      proxy.awaitVoice();
      if (kind == 'Z') {
        Runnable due = atAnswer;
        atAnswer = NOTHING;
        due.run();
      }
      pass(kind, body, out, in.available() == 0);
    }
  }

  private void pass(byte kind, byte[] body, DataOutputStream out, boolean last) throws IOException {
    if (!silent) {
      out.writeByte(kind);
      out.writeInt(body.length + 4);
      out.write(body);
      if (last) {
        out.flush();
      }
    }
  }

  /** A text that ends with a zero; the protocol's names are ASCII. */
  private static String word(byte[] body, int from) {
    int end = from;
    while (body[end] != 0) {
      end++;
    }
    return new String(body, from, end - from, UTF_8);
  }

  private static DataInputStream in(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  private static DataOutputStream out(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }
}
