package io.afterclose.console.request;

import io.afterclose.console.child.JobCommands;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans by the jobs' own planners; nothing is written. */
public final class Plans {

  private final JobCommands jobs;
  private final JsonMapper json = JsonMapper.builder().build();

  public Plans(JobCommands jobs) {
    this.jobs = jobs;
  }

  /**
   * What would be done.
   *
   * @throws ProblemException with what the job said where it makes no plan
   */
  public JobPlan of(RunOrder order) {
    if (!order.action().startsRun()) {
      throw ProblemException.invalid(order.action().text() + " has no plan");
    }
    String text = jobs.ask(order.job(), order.planWords()).orProblem();
    try {
      JsonNode plan = json.readTree(text);
      List<Map<String, Object>> items = new ArrayList<>();
      for (JsonNode item : plan.path("items")) {
        Map<String, Object> members = new LinkedHashMap<>();
        item.properties()
            .forEach(member -> members.put(member.getKey(), member.getValue().asString("")));
        items.add(members);
      }
      return new JobPlan(
          plan.required("fingerprint").asString(), plan.path("made_at").asString(""), items);
    } catch (JacksonException unreadable) {
      throw new ProblemException(
          ProblemKind.FAILED, "the plan of " + order.job().text() + " could not be read");
    }
  }
}
