package io.afterclose.run.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is: the product's version and the commit it was built from. */
public final class Version {

  private static final String RESOURCE = "/afterclose-version.properties";

  private Version() {}

  /** As {@code 0.1.0 (1a2b3c4)}; without the commit where it was not known at the build. */
  public static String text() {
    Properties built = new Properties();
    try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the build left out " + RESOURCE);
      }
      built.load(resource);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String commit = built.getProperty("commit", "");
    String version = built.getProperty("version", "");
    return commit.matches("[0-9a-f]+(-dirty)?") ? version + " (" + commit + ")" : version;
  }
}
