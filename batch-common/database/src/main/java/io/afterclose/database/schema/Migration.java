package io.afterclose.database.schema;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.database.server.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase, silent and without its usage reports. The only class that loads it. */
final class Migration {
  private Migration() {}

  /** One piece of work inside Liquibase. */
  @FunctionalInterface
  interface Work<T> {
    T on(Liquibase liquibase) throws LiquibaseException;
  }

  static MigrationReport run(Connection connection, String where) {
    return with(connection, where, Migration::update);
  }

  /**
   * All in one transaction. The connection stays open, its session and that session's locks with
   * it.
   */
  static <T> T with(Connection connection, String where, Work<T> work) {
    OneTransaction transaction = new OneTransaction(connection);
    try {
      transaction.begin();
      T result = Scope.child(quiet(), () -> work.on(liquibase(transaction)));
      transaction.commitAll();
      return result;
    } catch (Exception e) {
      takeBack(transaction, e);
      throw failure(e, where);
    }
  }

  private static void takeBack(OneTransaction transaction, Exception failure) {
    try {
      transaction.takeBack();
    } catch (DatabaseException e) {
      // the session is gone, and its transaction with it
      failure.addSuppressed(e);
    }
  }

  private static RuntimeException failure(Exception failure, String where) {
    Throwable cause = innermost(failure);
    String message = "The schema of " + where + " is not brought up to date: " + cause.getMessage();
    boolean temporary =
        SqlStates.failures(failure).map(SQLException::getSQLState).anyMatch(SqlStates::isTransient);
    return temporary
        ? new DatabaseUnavailableException(message)
        : new DatabaseSettingsException(message);
  }

  private static MigrationReport update(Liquibase liquibase) throws LiquibaseException {
    Contexts all = new Contexts();
    LabelExpression any = new LabelExpression();
    refuseUnknown(liquibase.listUnexpectedChangeSets(all, any));
    List<String> missing =
        liquibase.listUnrunChangeSets(all, any).stream().map(Migration::name).toList();
    liquibase.update(all, any);
    return new MigrationReport(missing);
  }

  /** Changes of another version of this schema; other programs' changes in the same table stay. */
  private static void refuseUnknown(Collection<RanChangeSet> unexpected) {
    List<String> unknown =
        unexpected.stream()
            .filter(change -> change.getChangeLog().startsWith(Changelog.FOLDER))
            .map(RanChangeSet::getId)
            .toList();
    if (!unknown.isEmpty()) {
      throw new DatabaseSettingsException(
          "it was made by another version of Afterclose (%d of its changes are unknown here, as %s);"
                  .formatted(unknown.size(), unknown.get(0))
              + " use that version, or a new database");
    }
  }

  private static String name(ChangeSet change) {
    return change.getFilePath().replace(Changelog.FOLDER, "") + " " + change.getId();
  }

  private static Liquibase liquibase(OneTransaction transaction) throws LiquibaseException {
    PostgresDatabase database = new PostgresDatabase();
    database.setConnection(transaction);
    Liquibase liquibase =
        new Liquibase(
            Changelog.MASTER,
            new ClassLoaderResourceAccessor(Migration.class.getClassLoader()),
            database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    return liquibase;
  }

  private static Map<String, Object> quiet() {
    return Map.of(
        Scope.Attr.logService.name(),
        new NoOpLogService(),
        Scope.Attr.ui.name(),
        new LoggerUIService(),
        Scope.Attr.classLoader.name(),
        Migration.class.getClassLoader(),
        "liquibase.analytics.enabled",
        false);
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : innermost(cause);
  }
}
