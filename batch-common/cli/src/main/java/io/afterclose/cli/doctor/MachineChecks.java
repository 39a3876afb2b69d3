package io.afterclose.cli.doctor;

import io.afterclose.database.address.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Room on the disk and agreement on the time. */
final class MachineChecks {

  private static final long MIB = 1L << 20;

  /** A night of 5,000 symbols with its write-ahead log stays below it. */
  private static final long LEAST_MIB = 1024;

  private static final long ENOUGH_MIB = 5 * LEAST_MIB;

  /** A close is 30 minutes past before its session counts as complete, so seconds do not matter. */
  private static final Duration SMALL_SKEW = Duration.ofSeconds(5);

  private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

  private MachineChecks() {}

  static Finding disk(DatabaseSettings settings) {
    return settings instanceof DatabaseSettings.Embedded embedded
        ? room(embedded.home(), usable(embedded.home()) / MIB)
        : Finding.ok("disk", "the database is not on this machine");
  }

  static Finding room(Path home, long mib) {
    String found = "%d MiB free for %s".formatted(mib, home);
    if (mib < LEAST_MIB) {
      return Finding.fail(
          "disk", found, "free at least %d MiB, or 'purge' old runs".formatted(LEAST_MIB));
    }
    return mib < ENOUGH_MIB
        ? Finding.warn("disk", found, "%d MiB or more are comfortable".formatted(ENOUGH_MIB))
        : Finding.ok("disk", found);
  }

  private static long usable(Path home) {
    try {
      return Files.getFileStore(home).getUsableSpace();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Finding clock(Instant here, Instant database) {
    Duration skew = Duration.between(here, database).abs();
    String found =
        "%d.%03d s apart from the database's".formatted(skew.toSeconds(), skew.toMillisPart());
    String advice = "set this machine's clock, or the database's, by NTP";
    if (skew.compareTo(LARGEST_SKEW) > 0) {
      return Finding.fail("clock", found, advice);
    }
    return skew.compareTo(SMALL_SKEW) > 0
        ? Finding.warn("clock", found, advice)
        : Finding.ok("clock", found);
  }
}
