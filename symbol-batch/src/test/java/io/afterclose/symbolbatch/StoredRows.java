package io.afterclose.symbolbatch;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the tables behind the job's back, and lays hands on them. */
final class StoredRows {

  private static final String TABLES =
      "select quote_ident(tablename) from pg_tables where schemaname = current_schema()";

  private final JdbcTemplate jdbc;

  private StoredRows(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  static StoredRows in(DataSource dataSource) {
    return new StoredRows(dataSource);
  }

  /** Each table's row count and a hash over the place and version of each of its rows. */
  SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    for (String table : jdbc.queryForList(TABLES, String.class)) {
      versions.put(
          table,
          text(
              "select count(*) || ' ' || coalesce(md5(string_agg(ctid::text || xmin::text, ' '"
                  + " order by ctid)), '') from "
                  + table));
    }
    return versions;
  }

  long count(String fromWhere) {
    return Long.parseLong(text("select count(*) from " + fromWhere));
  }

  /** The one value of a query, as text; "null" for none. */
  String text(String sql) {
    return String.valueOf(jdbc.queryForObject(sql, String.class));
  }

  double number(String sql) {
    return Double.parseDouble(text(sql));
  }

  /** The one column of a query, as texts. */
  List<String> texts(String sql) {
    return jdbc.queryForList(sql, Object.class).stream().map(String::valueOf).toList();
  }

  List<Map<String, Object>> rows(String sql) {
    return jdbc.queryForList(sql);
  }

  void execute(String sql) {
    jdbc.execute(sql);
  }
}
