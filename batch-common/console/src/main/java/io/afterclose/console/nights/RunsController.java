package io.afterclose.console.nights;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Actor;
import io.afterclose.console.access.Role;
import io.afterclose.console.pages.CsvAnswer;
import io.afterclose.console.pages.Pages;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.run.name.RunKey;
import io.afterclose.run.name.RunScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /runs} and what is below it, and the same for programs. */
@RestController
final class RunsController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/runs"),
          AccessRule.get(Role.VIEWER, "/runs/{job}/{date}"),
          AccessRule.get(Role.VIEWER, "/runs/{job}/{date}/diff"),
          AccessRule.get(Role.VIEWER, "/api/v1/runs"),
          AccessRule.get(Role.VIEWER, "/api/v1/runs/{job}/{date}"),
          AccessRule.get(Role.VIEWER, "/api/v1/runs/{job}/{date}/items"),
          AccessRule.get(Role.VIEWER, "/api/v1/runs/{job}/{date}/diff"));

  private static final int COMPARED = 5_000;

  private final Runs runs;
  private final RunListStore list;
  private final RunItemStore items;
  private final NightStore nights;
  private final ActiveRuns active;
  private final Pages pages;

  RunsController(
      Runs runs,
      RunListStore list,
      RunItemStore items,
      NightStore nights,
      ActiveRuns active,
      Pages pages) {
    this.runs = runs;
    this.list = list;
    this.items = items;
    this.nights = nights;
    this.active = active;
    this.pages = pages;
  }

  /** A part of a list. */
  private record Part<T>(List<T> rows, @Nullable String next) {}

  @GetMapping("/api/v1/runs")
  ResponseEntity<Map<String, Object>> list(
      @AuthenticationPrincipal Actor actor, @RequestParam Map<String, String> asked) {
    Part<RunRow> part = part(filter(asked), sight(actor), "/api/v1/runs");
    return listed("runs", part.rows().stream().map(Answers::run).toList(), part.next());
  }

  @GetMapping("/runs")
  ResponseEntity<String> listPage(
      HttpServletRequest request,
      @AuthenticationPrincipal Actor actor,
      @RequestParam Map<String, String> asked) {
    RunFilter filter = filter(asked);
    Part<RunRow> part = part(filter, sight(actor), "/runs");
    return pages.show(
        request, "Runs", "nights/runs.jte", new RunsPage(filter, part.rows(), part.next()));
  }

  @GetMapping(path = "/runs", params = "format=csv")
  ResponseEntity<String> listFile(
      @AuthenticationPrincipal Actor actor, @RequestParam Map<String, String> asked) {
    RunFilter filter = filter(asked);
    Part<RunRow> part =
        part(filter.part(filter.after(), CsvAnswer.MOST), sight(actor), filter::file);
    return CsvAnswer.of(
        "runs.csv",
        Answers.RUN_COLUMNS,
        part.rows().stream().map(Answers::run).toList(),
        part.next());
  }

  private Part<RunRow> part(RunFilter filter, Sight sight, String path) {
    return part(filter, sight, last -> filter.after(path, last));
  }

  private Part<RunRow> part(RunFilter filter, Sight sight, Function<Long, String> after) {
    List<RunRow> found = list.newest(filter, sight.portfolios());
    List<RunRow> rows = found.stream().limit(filter.limit()).map(sight::shown).toList();
    String next = found.size() > rows.size() ? after.apply(rows.get(rows.size() - 1).id()) : null;
    return new Part<>(rows, next);
  }

  private static RunFilter filter(Map<String, String> asked) {
    LocalDate from = Asked.date("from", asked.get("from"));
    LocalDate to = Asked.date("to", asked.get("to"));
    if (from != null && to != null && from.isAfter(to)) {
      throw ProblemException.invalid("from, %s, is after to, %s".formatted(from, to));
    }
    return new RunFilter(
        Asked.job(asked.get("job")),
        from,
        to,
        Asked.status(asked.get("status")),
        Asked.source(asked.get("source")),
        Asked.actor(asked.get("actor")),
        Asked.number("after", asked.get("after")),
        Asked.limit(asked.get("limit")));
  }

  private static ResponseEntity<Map<String, Object>> listed(
      String name, List<Map<String, Object>> rows, @Nullable String next) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (next != null) {
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(Answers.page(name, rows, next));
  }

  private Sight sight(Actor actor) {
    return Sight.of(actor.visibility(), nights);
  }

  private static RunKey key(String job, String date, String scope) {
    return new RunKey(
        Asked.jobOfPath(job), Asked.day(date), scope.isBlank() ? RunScope.EVERYTHING : scope);
  }

  private static @Nullable Integer revision(@Nullable String text) {
    Long revision = Asked.number("revision", text);
    return revision == null ? null : (int) Math.min(revision, Integer.MAX_VALUE);
  }

  @GetMapping("/api/v1/runs/{job}/{date}")
  Map<String, Object> detail(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String job,
      @PathVariable String date,
      @RequestParam(defaultValue = "") String scope,
      @RequestParam(required = false) @Nullable String revision) {
    return Answers.detail(runs.detail(key(job, date, scope), revision(revision), sight(actor)));
  }

  @GetMapping("/runs/{job}/{date}")
  ResponseEntity<String> page(
      HttpServletRequest request,
      @AuthenticationPrincipal Actor actor,
      @PathVariable String job,
      @PathVariable String date,
      @RequestParam Map<String, String> asked) {
    Sight sight = sight(actor);
    RunKey key = key(job, date, asked.getOrDefault("scope", ""));
    RunDetail detail = runs.detail(key, revision(asked.get("revision")), sight);
    Optional<ActiveView> view =
        detail.life() == null
            ? Optional.empty()
            : active.seenBy(sight).stream()
                .filter(one -> one.run().id() == detail.run().id())
                .findFirst();
    RunItemStore.Filter filter = itemFilter(asked);
    Part<RunItemStore.Item> part = part(detail, filter, sight, "/runs/" + job + "/" + date, asked);
    return pages.show(
        request,
        title(key, detail),
        "nights/run.jte",
        new RunPage(
            detail, view.orElse(null), part.rows(), filter, part.next(), actor.may(Role.OPERATOR)));
  }

  private static String title(RunKey key, RunDetail detail) {
    String revision =
        detail.latestRevision() == 1
            ? ""
            : ", revision %d of %d"
                .formatted(detail.run().target().revision(), detail.latestRevision());
    return key.job().text()
        + ", "
        + NewYorkTime.day(key.date())
        + (key.scope().equals(RunScope.EVERYTHING) ? "" : ", " + key.scope())
        + revision;
  }

  @GetMapping("/api/v1/runs/{job}/{date}/items")
  ResponseEntity<Map<String, Object>> items(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String job,
      @PathVariable String date,
      @RequestParam Map<String, String> asked) {
    Sight sight = sight(actor);
    RunKey key = key(job, date, asked.getOrDefault("scope", ""));
    RunDetail detail = runs.detail(key, revision(asked.get("revision")), sight);
    String path = "/api/v1/runs/" + job + "/" + date + "/items";
    Part<RunItemStore.Item> part = part(detail, itemFilter(asked), sight, path, asked);
    return listed("items", part.rows().stream().map(Answers::item).toList(), part.next());
  }

  private static RunItemStore.Filter itemFilter(Map<String, String> asked) {
    String after = asked.getOrDefault("after", "");
    return new RunItemStore.Filter(
        given(asked.get("phase")),
        given(asked.get("reason")),
        after.isBlank() ? Optional.empty() : Optional.of(ItemCursor.of(after)),
        Asked.limit(asked.get("limit")));
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private Part<RunItemStore.Item> part(
      RunDetail detail,
      RunItemStore.Filter filter,
      Sight sight,
      String path,
      Map<String, String> asked) {
    List<RunItemStore.Item> found = items.items(detail.executed(), filter, sight.portfolios());
    List<RunItemStore.Item> rows = found.stream().limit(filter.limit()).toList();
    if (found.size() == rows.size()) {
      return new Part<>(rows, null);
    }
    RunItemStore.Item last = rows.get(rows.size() - 1);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : List.of("scope", "revision", "phase", "reason", "limit")) {
      parameters.put(name, Objects.toString(asked.get(name), ""));
    }
    parameters.put("after", new ItemCursor(last.phase(), last.failure().item()).text());
    return new Part<>(rows, RunLinks.with(path, parameters));
  }

  @GetMapping("/api/v1/runs/{job}/{date}/diff")
  Map<String, Object> diff(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String job,
      @PathVariable String date,
      @RequestParam Map<String, String> asked) {
    return Answers.diff(compared(actor, job, date, asked));
  }

  @GetMapping("/runs/{job}/{date}/diff")
  ResponseEntity<String> diffPage(
      HttpServletRequest request,
      @AuthenticationPrincipal Actor actor,
      @PathVariable String job,
      @PathVariable String date,
      @RequestParam Map<String, String> asked) {
    RunDiff diff = compared(actor, job, date, asked);
    String title =
        "%s, %s against %s"
            .formatted(
                job,
                NewYorkTime.day(diff.one().run().target().date()),
                NewYorkTime.day(diff.other().run().target().date()));
    return pages.show(request, title, "nights/diff.jte", diff);
  }

  private RunDiff compared(Actor actor, String job, String date, Map<String, String> asked) {
    Sight sight = sight(actor);
    String scope = asked.getOrDefault("scope", "");
    LocalDate with = Asked.date("with", asked.get("with"));
    if (with == null) {
      throw ProblemException.invalid("with is missing; the date of another run was expected");
    }
    RunDetail one = runs.detail(key(job, date, scope), revision(asked.get("revision")), sight);
    RunDetail other = runs.detail(key(job, with.toString(), scope), null, sight);
    RunItemStore.Filter all = new RunItemStore.Filter(null, null, Optional.empty(), COMPARED);
    List<RunItemStore.Item> ofOne = items.items(one.executed(), all, sight.portfolios());
    List<RunItemStore.Item> ofOther = items.items(other.executed(), all, sight.portfolios());
    boolean leftOut = ofOne.size() > COMPARED || ofOther.size() > COMPARED;
    return RunDiff.of(one, other, ofOne, ofOther, leftOut);
  }
}
