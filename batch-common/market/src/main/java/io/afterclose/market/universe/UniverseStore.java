package io.afterclose.market.universe;

import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The symbol universe, and the universe of each night as it was written down. */
public final class UniverseStore {

  /** Its rows belong to the run that wrote them, and are purged with it. */
  public static final String TABLE = "symbol_batch_universe";

  private static final String ADD =
      """
      insert into symbol_universe
        (symbol, asset_kind, origin, name, sector, industry, first_seen_date, added_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (symbol) do update set
        origin = case when excluded.origin = 'EXPLICIT' then 'EXPLICIT' else symbol_universe.origin end,
        name = coalesce(excluded.name, symbol_universe.name),
        sector = coalesce(excluded.sector, symbol_universe.sector),
        industry = coalesce(excluded.industry, symbol_universe.industry)
      """;

  private static final String MEMBERS =
      """
      select symbol, asset_kind, origin, name, sector, industry, first_seen_date, deactivated_on
      from symbol_universe order by symbol collate "C"
      """;

  /** The one query of the symbol side on positions: which symbols are held on a date. */
  private static final String CANDIDATES =
      """
      with held as (
        select p.symbol,
          max(case p.investment_class when 'OPTIONS' then 'OPTION' else 'LISTED' end) as asset_kind
        from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where f.deleted_at is null and p.deleted_at is null
          and p.investment_class in ('PUBLIC', 'OPTIONS')
          and p.entry_date <= :date and (p.exit_date is null or p.exit_date > :date)
        group by p.symbol
      ), members as (
        select symbol, asset_kind, deactivated_on
        from symbol_universe
        where origin = 'EXPLICIT' or first_seen_date <= :date
      )
      select
        coalesce(h.symbol, m.symbol) as symbol,
        coalesce(h.asset_kind, m.asset_kind) as asset_kind,
        h.symbol is not null as held,
        coalesce(m.deactivated_on <= :date, false) as deactivated
      from held h full join members m on m.symbol = h.symbol
      """;

  private static final String WRITE_DOWN =
      """
      insert into symbol_batch_universe
        (job_instance_id, symbol, asset_kind, included, reason, session, unscoped)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String NOT_YET_LISTED =
      """
      update symbol_batch_universe set included = false, reason = 'NOT_YET_LISTED'
      where job_instance_id = ? and symbol = any (?)
      """;

  private static final String UNKNOWN =
      """
      update symbol_batch_universe set unknown = true
      where job_instance_id = ? and symbol = any (?) and not unknown
      """;

  private static final String UNDESCRIBED =
      """
      select c.symbol
      from unnest(?::varchar[]) as c (symbol)
      left join symbol_universe u on u.symbol = c.symbol
      where u.symbol is null
        or (u.sector is null and u.industry is null
          and (u.profile_requested_on is null or u.profile_requested_on < ?))
      order by c.symbol collate "C"
      """;

  private static final String DESCRIBE =
      """
      update symbol_universe set
        name = coalesce(name, ?), sector = coalesce(sector, ?), industry = coalesce(industry, ?),
        profile_requested_on = ?
      where symbol = ?
      """;

  private static final String WRITTEN =
      """
      select symbol, asset_kind, reason from symbol_batch_universe
      where job_instance_id = :instance order by symbol collate "C"
      """;

  private static final int BATCH = 1000;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;
  private final Clock clock;

  public UniverseStore(DataSource dataSource, Clock clock) {
    this.template = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  /**
   * Adds members, or completes what is known of them. A member that was deactivated stays so:
   * nothing comes back by being named again.
   */
  public void add(Collection<UniverseMember> members) {
    Timestamp now = Timestamp.from(clock.instant());
    template.batchUpdate(
        ADD,
        members,
        BATCH,
        (statement, member) -> {
          statement.setString(1, member.symbol().text());
          statement.setString(2, member.kind().name());
          statement.setString(3, member.explicit() ? "EXPLICIT" : "POSITION");
          statement.setString(4, member.name());
          statement.setString(5, member.sector());
          statement.setString(6, member.industry());
          statement.setObject(7, member.firstSeen());
          statement.setTimestamp(8, now);
        });
  }

  /** Notes symbols of positions whose first price has been stored for this session. */
  public void firstSeen(Collection<UniverseSymbol> priced, LocalDate session) {
    add(
        priced.stream()
            .map(
                seen ->
                    new UniverseMember(
                        seen.symbol(), seen.kind(), false, null, null, null, session, null))
            .toList());
  }

  /** All members, by symbol. */
  public List<UniverseMember> members() {
    return jdbc.sql(MEMBERS).query(UniverseStore::member).list();
  }

  /**
   * Decides the universe of a session: symbols held on it, the shares that held options are on,
   * members active on it and the factor ETFs are in; expired options and deactivated members are
   * out. In symbol order.
   *
   * <p>An option that has expired is still to be settled at its underlying's close, which may be
   * missing because the position was stated late, so its underlying stays in.
   */
  public List<UniverseSymbol> decide(LocalDate session) {
    Map<Symbol, UniverseSymbol> universe = new TreeMap<>();
    List<Candidate> candidates =
        jdbc.sql(CANDIDATES).param("date", session).query(UniverseStore::candidate).list();
    candidates.forEach(candidate -> universe.put(candidate.symbol(), candidate.decided(session)));
    candidates.stream()
        .filter(candidate -> candidate.held() && candidate.kind() == AssetKind.OPTION)
        .flatMap(candidate -> underlying(candidate.symbol()).stream())
        .forEach(
            share ->
                universe.putIfAbsent(
                    share, new UniverseSymbol(share, AssetKind.LISTED, UniverseReason.UNDERLYING)));
    FactorEtfs.ALL.forEach(
        etf ->
            universe.put(
                etf, new UniverseSymbol(etf, AssetKind.LISTED, UniverseReason.FACTOR_ETF)));
    return List.copyOf(universe.values());
  }

  /**
   * Writes down the universe of a run.
   *
   * @param unscoped whether the run is for all symbols
   */
  public void writeDown(
      long jobInstanceId,
      LocalDate session,
      boolean unscoped,
      Collection<UniverseSymbol> universe) {
    template.batchUpdate(
        WRITE_DOWN,
        universe,
        BATCH,
        (statement, entry) -> {
          statement.setLong(1, jobInstanceId);
          statement.setString(2, entry.symbol().text());
          statement.setString(3, entry.kind().name());
          statement.setBoolean(4, entry.included());
          statement.setString(5, entry.reason().name());
          statement.setObject(6, session);
          statement.setBoolean(7, unscoped);
        });
  }

  /** Takes symbols out of a night that turned out to be listed only after it. */
  public void notYetListed(long jobInstanceId, Collection<Symbol> symbols) {
    template.update(NOT_YET_LISTED, jobInstanceId, texts(symbols));
  }

  /** Notes which symbols of a night nobody knew, of all that were asked. */
  public void unknown(long jobInstanceId, Collection<Symbol> symbols) {
    template.update(UNKNOWN, jobInstanceId, texts(symbols));
  }

  /**
   * Those of the symbols of which neither sector nor industry is known and nobody was asked since a
   * day; in symbol order.
   */
  public List<Symbol> undescribed(Collection<Symbol> symbols, LocalDate askedSince) {
    return template.query(
        UNDESCRIBED, (row, number) -> Symbol.of(row.getString(1)), texts(symbols), askedSince);
  }

  /**
   * Completes what is known of a member; what somebody stated stays.
   *
   * @param session of the run that asked
   */
  public void describe(
      Symbol symbol,
      @Nullable String name,
      @Nullable String sector,
      @Nullable String industry,
      LocalDate session) {
    template.update(DESCRIBE, name, sector, industry, session, symbol.text());
  }

  private static String[] texts(Collection<Symbol> symbols) {
    return symbols.stream().map(Symbol::text).toArray(String[]::new);
  }

  /** The universe of a night as it was written down, by symbol; empty when it was not yet. */
  public List<UniverseSymbol> written(long jobInstanceId) {
    return jdbc.sql(WRITTEN)
        .param("instance", jobInstanceId)
        .query(
            (row, number) ->
                new UniverseSymbol(
                    Symbol.of(row.getString("symbol")),
                    AssetKind.valueOf(row.getString("asset_kind")),
                    UniverseReason.valueOf(row.getString("reason"))))
        .list();
  }

  private record Candidate(Symbol symbol, AssetKind kind, boolean held, boolean deactivated) {

    UniverseSymbol decided(LocalDate session) {
      return new UniverseSymbol(symbol, kind, reason(session));
    }

    private UniverseReason reason(LocalDate session) {
      if (deactivated) {
        return UniverseReason.DEACTIVATED;
      }
      if (kind == AssetKind.OPTION && expired(symbol, session)) {
        return UniverseReason.EXPIRED_OPTION;
      }
      return held ? UniverseReason.HELD : UniverseReason.MEMBER;
    }
  }

  private static Candidate candidate(ResultSet row, int number) throws SQLException {
    return new Candidate(
        Symbol.of(row.getString("symbol")),
        AssetKind.valueOf(row.getString("asset_kind")),
        row.getBoolean("held"),
        row.getBoolean("deactivated"));
  }

  /**
   * The share that an option is on, which its root names; empty for an adjusted contract, which is
   * on more than a share, and for what is no option.
   */
  static Optional<Symbol> underlying(Symbol option) {
    return OptionContract.parse(option.text())
        .map(OptionContract::root)
        .filter(root -> !Character.isDigit(root.charAt(root.length() - 1)))
        .map(Symbol::of);
  }

  private static boolean expired(Symbol symbol, LocalDate session) {
    return OptionContract.parse(symbol.text())
        .map(contract -> contract.expiredOn(session))
        .orElse(false);
  }

  private static UniverseMember member(ResultSet row, int number) throws SQLException {
    return new UniverseMember(
        Symbol.of(row.getString("symbol")),
        AssetKind.valueOf(row.getString("asset_kind")),
        row.getString("origin").equals("EXPLICIT"),
        row.getString("name"),
        row.getString("sector"),
        row.getString("industry"),
        row.getObject("first_seen_date", LocalDate.class),
        row.getObject("deactivated_on", LocalDate.class));
  }
}
