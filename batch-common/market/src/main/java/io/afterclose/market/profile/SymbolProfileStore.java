package io.afterclose.market.profile;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.quant.symbol.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dated profiles of symbols, and which of them are still to be requested. */
public final class SymbolProfileStore {

  /** The source of what an operator states. */
  public static final String OPERATOR = "operator";

  /** A row is written where it says something new; one of the same session is completed. */
  private static final String RECORD =
      """
      insert into symbol_profiles as stored (symbol, valid_from, name, sector, industry, source)
      select t.symbol, :session, merged.name, merged.sector, merged.industry, :source
      from unnest(
        cast(:symbols as text[]), cast(:names as text[]), cast(:sectors as text[]),
        cast(:industries as text[])) as t (symbol, name, sector, industry)
      left join lateral (
        select p.name, p.sector, p.industry from symbol_profiles p
        where p.symbol = t.symbol and p.valid_from <= :session
        order by p.valid_from desc limit 1) known on true
      cross join lateral (
        select
          case when :replaces then coalesce(t.name, known.name)
            else coalesce(known.name, t.name) end as name,
          case when :replaces then coalesce(t.sector, known.sector)
            else coalesce(known.sector, t.sector) end as sector,
          case when :replaces then coalesce(t.industry, known.industry)
            else coalesce(known.industry, t.industry) end as industry) merged
      where (merged.name, merged.sector, merged.industry)
        is distinct from (known.name, known.sector, known.industry)
      on conflict (symbol, valid_from) do update set
        name = excluded.name, sector = excluded.sector, industry = excluded.industry,
        source = excluded.source
      """;

  /** Of a date: the newest row up to it; before the first row, the first. */
  private static final String ON =
      """
      select distinct on (p.symbol) p.symbol, p.name, p.sector, p.industry
      from symbol_profiles p
      where p.symbol = any (:symbols)
      order by p.symbol, p.valid_from > :date,
        case when p.valid_from <= :date then p.valid_from end desc, p.valid_from
      """;

  private static final String LACKING =
      """
      select c.symbol
      from unnest(cast(:symbols as varchar[])) as c (symbol)
      left join symbol_universe u on u.symbol = c.symbol
      where (u.profile_requested_on is null or u.profile_requested_on < :since)
        and not exists (
          select from symbol_profiles p
          where p.symbol = c.symbol and (p.sector is not null or p.industry is not null))
      order by u.profile_requested_on nulls first, c.symbol collate "C"
      limit :max
      """;

  private static final String REQUESTED =
      """
      update symbol_universe
      set profile_requested_on = greatest(profile_requested_on, :session)
      where symbol = any (:symbols)
      """;

  private final JdbcClient jdbc;

  public SymbolProfileStore(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Records what an operator states: it takes the place of what is known, and what it leaves out
   * stays.
   *
   * @param session the latest completed one, from which on it counts
   */
  public void state(Map<Symbol, SymbolProfile> profiles, LocalDate session) {
    record(profiles, OPERATOR, session, true);
  }

  /**
   * Records what a provider reports: it completes what is known.
   *
   * @param session the latest completed one, from which on it counts, whatever the run is for
   */
  public void complete(Map<Symbol, SymbolProfile> profiles, String provider, LocalDate session) {
    record(profiles, provider, session, false);
  }

  private void record(
      Map<Symbol, SymbolProfile> profiles, String source, LocalDate session, boolean replaces) {
    List<Map.Entry<Symbol, SymbolProfile>> rows = List.copyOf(profiles.entrySet());
    jdbc.sql(RECORD)
        .param("session", session)
        .param("source", source)
        .param("replaces", replaces)
        .param("symbols", SqlArrays.texts(rows.stream().map(Map.Entry::getKey).toList()))
        .param("names", column(rows, SymbolProfile::name))
        .param("sectors", column(rows, SymbolProfile::sector))
        .param("industries", column(rows, SymbolProfile::industry))
        .update();
  }

  private static @Nullable String[] column(
      List<Map.Entry<Symbol, SymbolProfile>> rows, Function<SymbolProfile, @Nullable String> part) {
    return SqlArrays.texts(rows.stream().map(row -> part.apply(row.getValue())).toList());
  }

  /**
   * The profiles of a date: of each symbol the newest that was known on it, else the oldest there
   * is; a symbol of which nothing is known is absent.
   */
  public Map<Symbol, SymbolProfile> on(LocalDate date, Collection<Symbol> symbols) {
    Map<Symbol, SymbolProfile> profiles = new HashMap<>();
    jdbc.sql(ON)
        .param("date", date)
        .param("symbols", SqlArrays.texts(symbols))
        .query(
            row -> {
              profiles.put(
                  Symbol.of(row.getString("symbol")),
                  new SymbolProfile(
                      row.getString("name"), row.getString("sector"), row.getString("industry")));
            });
    return profiles;
  }

  /**
   * Those of the symbols without sector and industry for which no provider was asked since a day;
   * those that were never requested first.
   *
   * @param max how many at most
   */
  public List<Symbol> lacking(Collection<Symbol> symbols, LocalDate since, int max) {
    return jdbc.sql(LACKING)
        .param("symbols", SqlArrays.texts(symbols))
        .param("since", since)
        .param("max", max)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .list();
  }

  /** Notes that the profiles of members were requested. */
  public void requested(Collection<Symbol> symbols, LocalDate session) {
    jdbc.sql(REQUESTED)
        .param("session", session)
        .param("symbols", SqlArrays.texts(symbols))
        .update();
  }
}
