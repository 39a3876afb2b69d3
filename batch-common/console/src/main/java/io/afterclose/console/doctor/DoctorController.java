package io.afterclose.console.doctor;

import io.afterclose.cli.doctor.Finding;
import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.AccessRules;
import io.afterclose.console.access.Role;
import io.afterclose.console.child.ChildAnswer;
import io.afterclose.console.child.JobCommands;
import io.afterclose.console.connection.LateDatabase;
import io.afterclose.console.pages.NavigationLink;
import io.afterclose.console.pages.Pages;
import io.afterclose.run.name.JobName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/doctor} and its page: the console's checks, and what each job's doctor says. */
@RestController
final class DoctorController {

  static final AccessRules RULES =
      AccessRules.of(
          AccessRule.get(Role.VIEWER, "/api/v1/doctor"), AccessRule.get(Role.VIEWER, "/doctor"));

  static final NavigationLink LINK = new NavigationLink(70, "/doctor", "Doctor", Role.VIEWER);

  private static final int SOME_FAILED = 1;

  private final ConsoleChecks checks;
  private final LateDatabase database;
  private final JobCommands jobs;
  private final JsonMapper json = JsonMapper.builder().build();

  private final Pages pages;

  DoctorController(ConsoleChecks checks, LateDatabase database, JobCommands jobs, Pages pages) {
    this.checks = checks;
    this.database = database;
    this.jobs = jobs;
    this.pages = pages;
  }

  /**
   * A finding and who made it.
   *
   * @param program console, or the job
   * @param verdict OK, WARN or FAIL
   */
  record Line(String program, String check, String verdict, String found, String advice) {

    static Line of(Finding finding) {
      return new Line(
          "console", finding.check(), finding.verdict().name(), finding.found(), finding.advice());
    }
  }

  /** The page. */
  record View(List<Line> lines) {}

  @GetMapping("/api/v1/doctor")
  Map<String, Object> findings() {
    return Map.of("findings", lines());
  }

  @GetMapping("/doctor")
  ResponseEntity<String> page(HttpServletRequest http) {
    return pages.show(http, "Doctor", "doctor/doctor.jte", new View(lines()));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    checks.findings(database.database(), database.problem()).stream()
        .map(Line::of)
        .forEach(lines::add);
    for (JobName job : JobName.values()) {
      if (jobs.programs().of(job).isPresent()) {
        lines.addAll(of(job));
      }
    }
    return lines;
  }

  /** It ends with 1 where it found something that fails; what it found is printed all the same. */
  private List<Line> of(JobName job) {
    ChildAnswer answer = jobs.ask(job, List.of("doctor", "-o", "json"));
    if (answer.exitCode() != 0 && answer.exitCode() != SOME_FAILED) {
      return List.of(new Line(job.text(), "doctor", "FAIL", answer.message(), ""));
    }
    try {
      List<Line> lines = new ArrayList<>();
      for (JsonNode finding : json.readTree(answer.output())) {
        lines.add(
            new Line(
                job.text(),
                finding.path("check").asString(""),
                finding.path("verdict").asString(""),
                finding.path("found").asString(""),
                finding.path("advice").asString("")));
      }
      return lines;
    } catch (JacksonException unreadable) {
      return List.of(new Line(job.text(), "doctor", "FAIL", "its answer cannot be read", ""));
    }
  }
}
