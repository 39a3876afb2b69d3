package io.afterclose.database.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The schema's numbered files, read without Liquibase. */
final class Changelog {
  static final String FOLDER = "db/changelog/";
  static final String MASTER = FOLDER + "afterclose.yaml";

  private static final Pattern INCLUDE = Pattern.compile("file: *([\\w.-]+)");
  private static final int HASH_BYTES = 16;

  private Changelog() {}

  /** The same for the same content of all files in the same order. */
  static String tag() {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] master = bytes(MASTER);
      hash.update(master);
      INCLUDE
          .matcher(new String(master, UTF_8))
          .results()
          .map((MatchResult include) -> bytes(FOLDER + include.group(1)))
          .forEach(hash::update);
      return "afterclose-" + HexFormat.of().formatHex(hash.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream content =
        Optional.ofNullable(Changelog.class.getClassLoader().getResourceAsStream(name))
            .orElseThrow(() -> new IllegalStateException("The build lacks " + name))) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
