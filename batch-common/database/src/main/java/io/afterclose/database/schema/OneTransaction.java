package io.afterclose.database.schema;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Optional;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * A connection on which Liquibase ends no transaction by itself. It commits each change and its row
 * in {@code databasechangelog} apart: a process that ends in between leaves tables that nothing
 * knows of, and every later start fails on them. PostgreSQL takes definitions of tables back like
 * rows, so all changes of a migration, their records and Liquibase's own tables are committed
 * together, by {@link #commitAll()}, or not at all. What Liquibase commits is a savepoint here, to
 * which its rollbacks lead.
 */
final class OneTransaction extends JdbcConnection {

  private Optional<Savepoint> last = Optional.empty();

  OneTransaction(Connection connection) {
    super(connection);
  }

  /** A savepoint: see {@link #commitAll()}. */
  @Override
  public void commit() throws DatabaseException {
    if (last.isPresent()) {
      releaseSavepoint(last.get());
    }
    last = Optional.of(setSavepoint());
  }

  /** Takes back what was done since the last {@link #commit()}. */
  @Override
  public void rollback() throws DatabaseException {
    if (last.isPresent()) {
      rollback(last.get());
    } else {
      super.rollback();
    }
  }

  /** Nothing: a change of the mode would commit. */
  @Override
  public void setAutoCommit(boolean autoCommit) {}

  /** Starts the transaction. */
  void begin() throws DatabaseException {
    super.setAutoCommit(false);
  }

  /** Commits all that was done since {@link #begin()}. */
  void commitAll() throws DatabaseException {
    super.commit();
    super.setAutoCommit(true);
  }

  /** Takes all of it back. */
  void takeBack() throws DatabaseException {
    super.rollback();
    super.setAutoCommit(true);
  }
}
