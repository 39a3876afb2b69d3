package io.afterclose.database.schema;

import java.util.List;

/**
 * What a migration did.
 *
 * @param applied the changes that it made, in order; empty if the schema was current
 */
public record MigrationReport(List<String> applied) {
  public MigrationReport {
    applied = List.copyOf(applied);
  }
}
