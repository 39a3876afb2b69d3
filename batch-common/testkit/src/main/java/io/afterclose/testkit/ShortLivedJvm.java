package io.afterclose.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process that ends within seconds: it compiles once and collects in its own thread. */
public final class ShortLivedJvm {
  private static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto");

  private ShortLivedJvm() {}

  /** The beginning of its command line, to be added to: this JDK's {@code java} and its options. */
  public static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    return command;
  }
}
