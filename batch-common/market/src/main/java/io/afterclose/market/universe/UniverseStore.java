package io.afterclose.market.universe;

import io.afterclose.database.text.SqlArrays;
import io.afterclose.market.price.CorporateActionStore;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.price.SymbolLineage;
import io.afterclose.quant.symbol.OptionContract;
import io.afterclose.quant.symbol.OptionRoots;
import io.afterclose.quant.symbol.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The symbol universe, and the universe that was stored for each run. */
public final class UniverseStore {

  /** Its rows belong to the run that wrote them, and are purged with it. */
  public static final String TABLE = "symbol_batch_universe";

  private static final String ADD =
      """
      insert into symbol_universe
        (symbol, asset_kind, origin, first_seen_date, added_at)
      values (:symbol, :kind, :origin, :first_seen, :now)
      on conflict (symbol) do update set
        origin = case when excluded.origin = 'EXPLICIT' then 'EXPLICIT' else symbol_universe.origin end
      """;

  private static final String MEMBERS =
      """
      select u.symbol, u.asset_kind, u.origin, p.name, p.sector, p.industry, u.first_seen_date,
        u.deactivated_on
      from symbol_universe u
      left join lateral (
        select s.name, s.sector, s.industry from symbol_profiles s
        where s.symbol = u.symbol order by s.valid_from desc limit 1) p on true
      order by u.symbol collate "C"
      """;

  /** Which symbols are held on a date, and which are members. */
  private static final String CANDIDATES =
      """
      with held as (
        select p.symbol,
          max(case p.investment_class when 'OPTIONS' then 'OPTION' else 'LISTED' end) as asset_kind,
          min(p.entry_date) as held_since
        from positions p
        join portfolios f on f.portfolio_id = p.portfolio_id
        where f.deleted_at is null and p.deleted_at is null
          and p.investment_class in ('PUBLIC', 'OPTIONS')
          and p.entry_date <= :date
          and (p.exit_date is null or p.exit_date > :date or exists (
            -- what was spun off of a lot stays when the lot is sold
            select from corporate_actions a
            where a.symbol = p.symbol and a.kind = 'SPINOFF' and a.ex_date <= :date
              and a.ex_date > p.quantity_as_of and a.ex_date < p.exit_date
              and not exists (
                select from positions c
                where c.spun_off_from = coalesce(p.divided_from, p.position_id)
                  and c.symbol = a.other_symbol and c.entry_date <= :date and c.deleted_at is null)))
        group by p.symbol
      ), members as (
        select symbol, asset_kind, deactivated_on
        from symbol_universe
        where origin = 'EXPLICIT' or first_seen_date <= :date
      )
      select
        coalesce(h.symbol, m.symbol) as symbol,
        coalesce(h.asset_kind, m.asset_kind) as asset_kind,
        h.held_since,
        coalesce(m.deactivated_on <= :date, false) as deactivated
      from held h full join members m on m.symbol = h.symbol
      """;

  private static final String SAVE =
      """
      insert into symbol_batch_universe
        (job_instance_id, symbol, asset_kind, included, reason, session, unscoped, decisive)
      select :instance, u.symbol, u.kind, u.included, u.reason, :session, :unscoped, :decisive
      from unnest(
        cast(:symbols as text[]), cast(:kinds as text[]), cast(:included as boolean[]),
        cast(:reasons as text[])) as u(symbol, kind, included, reason)
      """;

  /** A symbol with an older price was listed, whatever an answer of later days says. */
  private static final String NOT_YET_LISTED =
      """
      update symbol_batch_universe u set included = false, reason = 'NOT_YET_LISTED'
      where u.job_instance_id = :instance and u.symbol = any (:symbols)
        and not exists (
          select from market_data_cache m
          where m.symbol = u.symbol and m.price_date <= u.session)
      """;

  private static final String UNKNOWN =
      """
      update symbol_batch_universe set unknown = true
      where job_instance_id = :instance and symbol = any (:symbols) and not unknown
      """;

  private static final String UNKNOWN_IN =
      "select symbol from symbol_batch_universe where job_instance_id = :instance and unknown";

  private static final String OF_RUN =
      """
      select symbol, asset_kind, reason from symbol_batch_universe
      where job_instance_id = :instance order by symbol collate "C"
      """;

  private final NamedParameterJdbcTemplate batches;
  private final JdbcClient jdbc;
  private final OptionRootStore optionRoots;
  private final SplitContractStore splitContracts;
  private final CorporateActionStore actions;
  private final Clock clock;

  public UniverseStore(DataSource dataSource, Clock clock) {
    this.batches = new NamedParameterJdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.optionRoots = new OptionRootStore(dataSource);
    this.splitContracts = new SplitContractStore(dataSource);
    this.actions = new CorporateActionStore(dataSource, clock);
    this.clock = clock;
  }

  /**
   * Adds members. A member that was deactivated stays so: nothing comes back by being named again.
   * Their profiles are not recorded here.
   */
  public void add(Collection<UniverseMember> members) {
    Timestamp now = Timestamp.from(clock.instant());
    batches.batchUpdate(
        ADD,
        members.stream().map(member -> parameters(member, now)).toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource parameters(UniverseMember member, Timestamp now) {
    return new MapSqlParameterSource()
        .addValue("symbol", member.symbol().text())
        .addValue("kind", member.kind().name())
        .addValue("origin", member.origin())
        .addValue("first_seen", member.firstSeen())
        .addValue("now", now);
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

  /** Those of the symbols that are deactivated members. */
  public List<UniverseMember> deactivated(Collection<Symbol> symbols) {
    return members().stream()
        .filter(member -> member.deactivatedOn() != null && symbols.contains(member.symbol()))
        .toList();
  }

  /** All members, by symbol. */
  public List<UniverseMember> members() {
    return jdbc.sql(MEMBERS).query(UniverseStore::member).list();
  }

  /**
   * Decides the universe of a session: symbols held on it, the shares that held options are on, the
   * contracts that splits of these made of them, members active on it and the factor ETFs are in;
   * expired options and deactivated members are out, and so is what was renamed, merged or delisted
   * by then: in its place is what it became. In symbol order.
   *
   * <p>An option that has expired is still to be settled at its underlying's close, which may be
   * missing because the position was recorded late, so its underlying stays in.
   */
  public List<UniverseSymbol> decide(LocalDate session) {
    Map<Symbol, UniverseSymbol> universe = new TreeMap<>();
    OptionRoots roots = optionRoots.roots();
    List<Candidate> candidates =
        jdbc.sql(CANDIDATES).param("date", session).query(UniverseStore::candidate).list();
    SymbolLineage lineage = lineage(session);
    candidates.forEach(
        candidate -> universe.put(candidate.symbol(), candidate.decided(session, lineage)));
    candidates.stream()
        .filter(candidate -> candidate.kind() == AssetKind.LISTED)
        .flatMap(candidate -> candidate.instead(lineage))
        .forEach(entry -> universe.merge(entry.symbol(), entry, UniverseStore::heldFirst));
    candidates.stream()
        .filter(candidate -> candidate.held() && candidate.kind() == AssetKind.OPTION)
        .flatMap(candidate -> OptionContract.parse(candidate.symbol().text()).stream())
        .flatMap(option -> roots.underlying(option).stream())
        .flatMap(share -> lineage.renamed(share).stream())
        .forEach(
            share ->
                universe.putIfAbsent(
                    share, new UniverseSymbol(share, AssetKind.LISTED, UniverseReason.UNDERLYING)));
    splitContracts
        .on(session, roots, null)
        .forEach(
            contract ->
                universe.putIfAbsent(
                    contract,
                    new UniverseSymbol(contract, AssetKind.OPTION, UniverseReason.SPLIT_CONTRACT)));
    FactorEtfs.ALL.forEach(
        etf ->
            universe.put(
                etf, new UniverseSymbol(etf, AssetKind.LISTED, UniverseReason.FACTOR_ETF)));
    return List.copyOf(universe.values());
  }

  /** What is out for another reason stays out; what is held is so whatever else it is. */
  private static UniverseSymbol heldFirst(UniverseSymbol before, UniverseSymbol now) {
    return before.reason() == UniverseReason.MEMBER ? now : before;
  }

  /** Which symbol's bars count on which dates, as it is known of a session. */
  public SymbolLineage lineage(LocalDate session) {
    return actions.lineage(session);
  }

  /**
   * Stores the universe of a run.
   *
   * @param unscoped whether the run is for all symbols
   * @param decisive whether the session is the latest completed one
   */
  public void save(
      long jobInstanceId,
      LocalDate session,
      boolean unscoped,
      boolean decisive,
      Collection<UniverseSymbol> universe) {
    jdbc.sql(SAVE)
        .param("instance", jobInstanceId)
        .param("session", session)
        .param("unscoped", unscoped)
        .param("decisive", decisive)
        .param("symbols", column(universe, UniverseSymbol::symbol))
        .param("kinds", column(universe, UniverseSymbol::kind))
        .param("included", column(universe, UniverseSymbol::included))
        .param("reasons", column(universe, UniverseSymbol::reason))
        .update();
  }

  private static @Nullable String[] column(
      Collection<UniverseSymbol> universe, Function<UniverseSymbol, ?> part) {
    return SqlArrays.texts(universe.stream().map(part).toList());
  }

  /** Takes out of a run the symbols that turned out to be listed only after its session. */
  public void notYetListed(long jobInstanceId, Collection<Symbol> symbols) {
    mark(NOT_YET_LISTED, jobInstanceId, symbols);
  }

  /** Marks the symbols of a run that no provider knew. */
  public void unknown(long jobInstanceId, Collection<Symbol> symbols) {
    mark(UNKNOWN, jobInstanceId, symbols);
  }

  private void mark(String sql, long jobInstanceId, Collection<Symbol> symbols) {
    if (!symbols.isEmpty()) {
      jdbc.sql(sql)
          .param("instance", jobInstanceId)
          .param("symbols", SqlArrays.texts(symbols))
          .update();
    }
  }

  /** The symbols of a run that no provider knew. */
  public Set<Symbol> unknownIn(long jobInstanceId) {
    return jdbc.sql(UNKNOWN_IN)
        .param("instance", jobInstanceId)
        .query((row, number) -> Symbol.of(row.getString("symbol")))
        .set();
  }

  /** The universe that was stored for a run, by symbol; empty when none was yet. */
  public List<UniverseSymbol> ofRun(long jobInstanceId) {
    return jdbc.sql(OF_RUN)
        .param("instance", jobInstanceId)
        .query(
            (row, number) ->
                new UniverseSymbol(
                    Symbol.of(row.getString("symbol")),
                    AssetKind.valueOf(row.getString("asset_kind")),
                    UniverseReason.valueOf(row.getString("reason"))))
        .list();
  }

  private record Candidate(
      Symbol symbol, AssetKind kind, @Nullable LocalDate heldSince, boolean deactivated) {

    boolean held() {
      return heldSince != null;
    }

    UniverseSymbol decided(LocalDate session, SymbolLineage lineage) {
      return new UniverseSymbol(
          symbol, kind, lineage.hasEnded(symbol) ? UniverseReason.ENDED : reason(session));
    }

    /** The symbols that it became, and for a holder those that were spun off. */
    Stream<UniverseSymbol> instead(SymbolLineage lineage) {
      Stream<Symbol> renamed = deactivated ? Stream.empty() : lineage.renamed(symbol).stream();
      Stream<Symbol> instead =
          heldSince == null ? renamed : lineage.heldInstead(symbol, heldSince).stream();
      UniverseReason reason = heldSince == null ? UniverseReason.MEMBER : UniverseReason.HELD;
      return instead
          .filter(other -> !other.equals(symbol))
          .map(other -> new UniverseSymbol(other, AssetKind.LISTED, reason));
    }

    private UniverseReason reason(LocalDate session) {
      if (deactivated) {
        return UniverseReason.DEACTIVATED;
      }
      if (kind == AssetKind.OPTION && expired(symbol, session)) {
        return UniverseReason.EXPIRED_OPTION;
      }
      return held() ? UniverseReason.HELD : UniverseReason.MEMBER;
    }
  }

  private static Candidate candidate(ResultSet row, int number) throws SQLException {
    return new Candidate(
        Symbol.of(row.getString("symbol")),
        AssetKind.valueOf(row.getString("asset_kind")),
        row.getObject("held_since", LocalDate.class),
        row.getBoolean("deactivated"));
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
