package io.afterclose.portfoliorefresh;

import static io.afterclose.portfoliorefresh.RefreshWorld.D;
import static io.afterclose.portfoliorefresh.RefreshWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.portfoliorefresh.fixture.LogLines;
import io.afterclose.portfoliorefresh.fixture.ManyPortfolios;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.testkit.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A night in which the database balks at some of 250 portfolios, and the night after it. */
final class NightOfFailuresTest {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int PORTFOLIOS = 250;

  /** Every kind of passing failure, by the portfolio's key. */
  private static final String BALK =
      """
      create function balk() returns trigger language plpgsql as
      $$ begin
        if exists (select 1 from victims v where v.portfolio_id = new.portfolio_id) then
          raise exception 'not now' using errcode =
            (array['40001', '40P01', '55P03', '08006', '57P01'])[new.portfolio_id % 5 + 1];
        end if;
        return new;
      end $$
      """;

  private final RefreshWorld world = RefreshWorld.emptied(POSTGRES);

  @BeforeEach
  void a_night_of_many_portfolios() {
    world.prices().save(ManyPortfolios.closes(days("2022-06-30")));
    ManyPortfolios.store(world.dataSource(), PORTFOLIOS);
    world.symbolNights().completed(D);
    world.sql().sql("create table victims (portfolio_id bigint primary key)").update();
    world.sql().sql(BALK).update();
    world
        .sql()
        .sql(
            "create trigger balk before insert on portfolio_snapshots"
                + " for each row execute function balk()")
        .update();
  }

  @AfterEach
  void nothing_balks() {
    world.sql().sql("drop function balk cascade").update();
    world.sql().sql("drop table victims").update();
  }

  @Test
  void nothing_is_lost_and_nothing_is_doubled() {
    List<String> undisturbed = undisturbed();
    victims(26);
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 2, new Workers(2, 4)).exitCode()).isEqualTo(ExitCode.PARTIAL);
      assertThat(log.containing("ALERT"))
          .singleElement()
          .asString()
          .contains("26 of 250 portfolios failed; they are tried again by the next run");
      assertThat(
              log.containing("portfolios: 250 processed, 224 succeeded, 26 failed; 224 snapshots"))
          .hasSize(1);
    }
    assertThat(undisturbed).containsAll(world.tables().snapshots()).hasSize(PORTFOLIOS);
    assertThat(failed()).isEqualTo(victims());

    world.sql().sql("truncate victims").update();
    List<String> kept = world.tables().rows().get("portfolio_snapshots");
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 3, new Workers(2, 4)).exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(log.containing("portfolios: 26 processed, 26 succeeded, 0 failed; 26 snapshots"))
          .hasSize(1);
    }
    assertThat(world.tables().snapshots()).isEqualTo(undisturbed);
    assertThat(world.tables().rows().get("portfolio_snapshots"))
        .as("what the first night wrote stays as it was")
        .containsAll(kept == null ? List.of() : kept);
  }

  @Test
  void one_in_ten_is_no_alert() {
    victims(25);
    try (LogLines log = new LogLines()) {
      assertThat(world.runFor(D, 1, new Workers(2, 4)).exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(log.containing("ALERT")).isEmpty();
    }
    assertThat(failed()).isEqualTo(victims());
    assertThat(world.tables().count("portfolio_snapshots")).isEqualTo(PORTFOLIOS - 25);
  }

  private List<String> undisturbed() {
    assertThat(world.runFor(D, 1, new Workers(2, 4)).exitCode()).isEqualTo(ExitCode.DONE);
    List<String> rows = world.tables().snapshots();
    world.sql().sql("truncate portfolio_snapshots").update();
    return rows;
  }

  /** Any of them, but the same in each run of the test. */
  private void victims(int count) {
    world
        .sql()
        .sql(
            "insert into victims select portfolio_id from portfolios"
                + " order by md5(portfolio_id::text) limit ?")
        .param(count)
        .update();
  }

  private List<String> victims() {
    return world
        .sql()
        .sql("select name from portfolios join victims using (portfolio_id) order by name")
        .query(String.class)
        .list();
  }

  private List<String> failed() {
    return world
        .sql()
        .sql("select item from run_item_failures where reason = 'DATABASE_BUSY' order by item")
        .query(String.class)
        .list();
  }
}
