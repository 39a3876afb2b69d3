package io.afterclose.cli.option;

import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.plan.WorkList;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * What the command {@code plan} is asked about, the same for both jobs: the run of a date, a forced
 * rerun of one, or a backfill.
 */
public final class PlannedRuns {

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The session, as 2022-06-30 (default: as of 'run' without a date).")
  private @Nullable LocalDate date;

  @ArgGroup(exclusive = false)
  private @Nullable SessionRange range;

  @Option(
      names = "--force",
      description =
          "With --date: what 'rerun --force' would do, whether the date is complete or not.")
  private boolean force;

  @Option(
      names = "--fingerprint",
      description =
          "Tell the plan's fingerprint too, which --expect-plan of run, rerun and backfill takes:"
              + " in JSON one object with fingerprint, made_at and items, else lines on standard"
              + " error.")
  private boolean fingerprint;

  /**
   * Which command's plan it is.
   *
   * @throws InvalidInputException for options that no such command has together
   */
  public WorkList.Action action() {
    if (range != null && (date != null || force)) {
      throw new InvalidInputException(
          "--from and --to ask for the plan of a backfill, which has no "
              + (date == null ? "--force" : "--date"));
    }
    if (force && date == null) {
      throw new InvalidInputException(
          "--force asks for the plan of a rerun: --date, its session, is missing");
    }
    if (range != null) {
      return WorkList.Action.BACKFILL;
    }
    return force ? WorkList.Action.RERUN : WorkList.Action.RUN;
  }

  /** The date that was given. */
  public Optional<LocalDate> date() {
    return Optional.ofNullable(date);
  }

  /**
   * The sessions of the range that was given, oldest first; without one the session of the date, or
   * the latest.
   *
   * @throws io.afterclose.run.outcome.DateRefusedException when one is no completed session
   */
  public List<LocalDate> sessions(ProcessContext process) {
    return range == null ? List.of(process.targetDate().orLatest(date)) : range.sessions(process);
  }

  /** Prints a plan with its columns. */
  public void print(WorkList plan, ProcessContext process, OutputOption output, String... columns) {
    ResultTable table = ResultTable.of(columns);
    plan.items().forEach(item -> table.add(item.toArray()));
    if (fingerprint) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("fingerprint", plan.fingerprint());
      head.put("made_at", process.clock().instant());
      table.headed(head, "items");
    }
    output.print(table);
  }
}
