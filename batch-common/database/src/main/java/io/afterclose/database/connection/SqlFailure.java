package io.afterclose.database.connection;

import java.sql.SQLException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** A failed statement as Spring's exception of the same meaning. */
public final class SqlFailure {
  private static final SQLExceptionSubclassTranslator TRANSLATOR =
      new SQLExceptionSubclassTranslator();

  private SqlFailure() {}

  public static DataAccessException of(String task, SQLException failure) {
    return Optional.ofNullable(TRANSLATOR.translate(task, null, failure))
        .orElseGet(() -> new UncategorizedSQLException(task, null, failure));
  }
}
