package io.afterclose.symbolbatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.testkit.CommandRun;
import io.afterclose.testkit.PostgresExtension;
import io.afterclose.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Actions of all kinds as an operator states them, one by one or in a file. */
final class StatedActionsTest {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String WHY = "the company says so";

  @TempDir private Path folder;

  private final StoredRows rows = StoredRows.in(POSTGRES.dataSource());

  @BeforeEach
  void a_member_is_there() {
    POSTGRES.reset();
    types("universe", "add", "FB", "GE").hasExitCode(0);
  }

  @Test
  void an_action_of_each_kind_is_added_listed_and_withdrawn() {
    add("--symbol", "FB", "--date", "2022-06-09", "--kind", "RENAME", "--to", "META");
    add("GE", "2023-01-04", "--kind", "SPINOFF", "--to", "GEHC", "--ratio", "0.3333333333");
    add("GE", "2023-01-05", "--kind", "STOCK_MERGER", "--to", "X", "--ratio", "2");
    add("GE", "2023-01-06", "--kind", "CASH_MERGER", "--amount", "20.5");
    add("GE", "2023-01-09", "--kind", "DELISTED", "--amount", "0");
    add("GE", "2023-01-10", "--kind", "LISTING");
    add("GE", "2023-01-11", "--split", "4");
    add("GE", "2023-01-12", "--kind", "DIVIDEND", "--amount", "0.5");
    assertThat(inForce())
        .containsExactly(
            "FB 2022-06-09 RENAME 1 META - -",
            "GE 2023-01-04 SPINOFF 0.3333333333 GEHC - -",
            "GE 2023-01-05 STOCK_MERGER 2 X 0 -",
            "GE 2023-01-06 CASH_MERGER 20.5 - - -",
            "GE 2023-01-09 DELISTED 0 - - -",
            "GE 2023-01-10 LISTING 1 - - -",
            "GE 2023-01-11 SPLIT 4 - - -",
            "GE 2023-01-12 DIVIDEND 0.5 - - -");
    assertThat(types("actions", "list", "--symbol", "FB", "-o", "csv").out())
        .contains("FB,2022-06-09,RENAME,1,META,,,operator,true,false");
    assertThat(rows.text("select detail from market_data_audit where symbol = 'FB'"))
        .isEqualTo("RENAME 1 META on 2022-06-09, before: none");
    types("actions", "withdraw", "FB", "2022-06-09", "--kind", "RENAME", "--reason", WHY)
        .hasExitCode(0);
    assertThat(rows.count("corporate_actions where symbol = 'FB'")).isZero();
  }

  @Test
  void an_action_on_a_holiday_counts_on_the_next_session() {
    add("FB", "2022-06-20", "--kind", "RENAME", "--to", "META");
    assertThat(inForce()).containsExactly("FB 2022-06-21 RENAME 1 META - -");
  }

  @Test
  void what_a_kind_does_not_have_or_lacks_is_refused() {
    refused("one of --kind, --split, --dividend or --file", "FB", "2022-06-09");
    refused("the ex-date was expected once", "FB", "--kind", "LISTING");
    refused("the symbol was expected once", "FB", "2022-06-09", "--symbol", "GE", "--split", "2");
    refused("another symbol", "FB", "2022-06-09", "--kind", "RENAME");
    refused("another symbol", "FB", "2022-06-09", "--kind", "RENAME", "--to", "fb");
    refused("needs a ratio", "FB", "2022-06-09", "--kind", "SPINOFF", "--to", "X");
    refused("needs an amount", "FB", "2022-06-09", "--kind", "DELISTED");
    refused("takes one --amount", "FB", "2022-06-09", "--kind", "CASH_MERGER", "--ratio", "2");
    refused("takes one --ratio", "FB", "2022-06-09", "--split", "2", "--ratio", "3");
    refused("made of closes", "FB", "2022-06-09", "--kind", "IMPLIED", "--amount", "3");
    refused("below 1e9", "FB", "2022-06-09", "--kind", "CASH_MERGER", "--amount", "1E999999999");
    refused(
        "above 0 and below",
        "FB",
        "2022-06-09",
        "--kind",
        "SPINOFF",
        "--to",
        "X",
        "--ratio",
        "1",
        "--cost-share",
        "1E-99999999");
    refused("no price of FBB is stored", "FBB", "2022-06-09", "--kind", "RENAME", "--to", "MTA");
    assertThat(rows.count("corporate_action_reports")).isZero();
  }

  @Test
  void a_file_is_added_as_a_whole() throws IOException {
    file(
            "symbol,ex_date,kind,value,other_symbol,cash,cost_share",
            "FB,2022-06-09,RENAME,,META,,",
            "GE,2023-01-04,spinoff,0.3333,GEHC,,0.2",
            "TWTR,2022-10-28,CASH_MERGER,54.20,,,")
        .hasExitCode(0);
    assertThat(inForce())
        .containsExactly(
            "FB 2022-06-09 RENAME 1 META - -",
            "GE 2023-01-04 SPINOFF 0.3333 GEHC - 0.2",
            "TWTR 2022-10-28 CASH_MERGER 54.2 - - -");
    assertThat(rows.count("market_data_audit where command = 'actions add'")).isEqualTo(3);
  }

  @Test
  void a_file_with_a_bad_line_adds_nothing_and_names_each_of_them() throws IOException {
    CommandRun refused =
        file(
                "symbol,ex_date,kind,value,other_symbol",
                "FB,2022-06-09,RENAME,,META",
                "FB,2022-06-09,RENAME,,METB",
                "GE,2023-01-04,SPINOFF,x,GEHC",
                "GE,2023-02-30,LISTING,,",
                "GE,2023-01-04,GIFT,1,",
                "GE,2023-01-04,SPLIT,-1,")
            .hasExitCode(2);
    assertThat(refused.err())
        .contains("nothing was added")
        .contains("line 3: FB 2022-06-09 RENAME is there twice")
        .contains("line 4: a number as value was expected, found")
        .contains("line 5: ", "line 6: a kind of", "line 7: GE on 2023-01-04: a SPLIT above 0");
    assertThat(rows.count("corporate_action_reports")).isZero();
    assertThat(rows.count("market_data_audit")).isZero();
  }

  @Test
  void a_file_and_an_action_beside_it_are_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "symbol,ex_date,kind,value\n");
    refused("give nothing beside it", "--file", file.toString(), "--split", "2");
    refused("it holds no action", "--file", file.toString());
  }

  private CommandRun file(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("all.csv"), String.join("\n", lines) + "\n");
    return types("actions", "add", "--file", file.toString(), "--reason", WHY);
  }

  private void add(String... words) {
    types(command(words)).hasExitCode(0);
  }

  private void refused(String message, String... words) {
    assertThat(types(command(words)).hasExitCode(2).err()).contains(message);
  }

  private static String[] command(String... words) {
    List<String> all = new ArrayList<>(List.of("actions", "add"));
    all.addAll(List.of(words));
    all.addAll(List.of("--reason", WHY));
    return all.toArray(String[]::new);
  }

  private List<String> inForce() {
    return rows.texts(
        "select concat_ws(' ', symbol, ex_date, kind, trim_scale(value), coalesce(other_symbol, '-'),"
            + " coalesce(trim_scale(cash)::text, '-'), coalesce(trim_scale(cost_share)::text, '-'))"
            + " from corporate_actions order by symbol, ex_date");
  }

  private static CommandRun types(String... words) {
    return Operator.in(POSTGRES.environment(), SettableClock.at("2023-08-01T12:00:00Z"))
        .types(words);
  }
}
