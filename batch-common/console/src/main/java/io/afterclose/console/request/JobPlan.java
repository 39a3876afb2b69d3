package io.afterclose.console.request;

import java.util.List;
import java.util.Map;

/**
 * What a job would do, as its own planner says it.
 *
 * @param fingerprint of everything in it; equal plans have equal ones
 * @param madeAt when, as the job wrote it
 * @param items what is to be done, each with its reason, in the job's order
 */
public record JobPlan(String fingerprint, String madeAt, List<Map<String, Object>> items) {

  public JobPlan {
    items = List.copyOf(items);
  }
}
