package io.afterclose.run.settings;

import static io.afterclose.run.settings.KnownSetting.address;
import static io.afterclose.run.settings.KnownSetting.plain;
import static io.afterclose.run.settings.KnownSetting.secret;

import io.afterclose.calendar.CalendarOverrides;
import java.util.List;

/** The variables that both jobs read. */
public final class CommonSettings {

  public static final List<KnownSetting> ALL =
      List.of(
          address("SPRING_DATASOURCE_URL", ""),
          plain("SPRING_DATASOURCE_USERNAME", ""),
          secret("SPRING_DATASOURCE_PASSWORD"),
          address("DATABASE_URL", ""),
          address("DATABASE_UNPOOLED_URL", ""),
          plain("PGHOST", ""),
          plain("PGPORT", "5432"),
          plain("PGDATABASE", ""),
          plain("PGUSER", ""),
          secret("PGPASSWORD"),
          plain("PGSSLMODE", ""),
          plain("PGSSLROOTCERT", ""),
          plain("PGSSLCERT", ""),
          plain("PGSSLKEY", ""),
          plain("PGAPPNAME", ""),
          plain("PGCONNECT_TIMEOUT", ""),
          secret("PGOPTIONS"),
          plain("PGCHANNELBINDING", ""),
          plain("PGTARGETSESSIONATTRS", ""),
          plain("AFTERCLOSE_HOME", "~/.afterclose"),
          plain("AFTERCLOSE_HEARTBEAT", "5s"),
          plain("AFTERCLOSE_LOG", "text"),
          plain(CalendarOverrides.CLOSURES, ""),
          plain(CalendarOverrides.OPENINGS, ""),
          plain("NO_COLOR", ""));

  private CommonSettings() {}
}
