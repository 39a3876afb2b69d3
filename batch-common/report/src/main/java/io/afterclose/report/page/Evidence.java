package io.afterclose.report.page;

import io.afterclose.page.NumberText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a figure rests on.
 *
 * @param from the first day it looks at; null where it looks at one
 * @param asOf the last
 * @param observations how many returns, flows or positions; null where they are not counted
 * @param coverage share of the gross value it knows of, 0 to 1; null where that has no meaning
 */
public record Evidence(
    @Nullable LocalDate from,
    LocalDate asOf,
    @Nullable Integer observations,
    @Nullable Double coverage) {

  /** Of the positions of a day. */
  public static Evidence of(LocalDate asOf, int observations, double coverage) {
    return new Evidence(null, asOf, observations, coverage);
  }

  /** The days as text. */
  public String days() {
    return from == null ? asOf.toString() : from + " to " + asOf;
  }

  /** The number of observations as text. */
  public String count() {
    return observations == null ? "–" : NumberText.decimal(observations, 0);
  }

  /** The coverage as text. */
  public String covered() {
    return coverage == null ? "–" : NumberText.percent(coverage);
  }

  /** All of it on a line. */
  public String line() {
    List<String> parts = new ArrayList<>();
    parts.add(from == null ? "As of " + asOf : "From " + from + " to " + asOf);
    if (observations != null) {
      parts.add("n " + count());
    }
    if (coverage != null) {
      parts.add(covered() + " of gross value covered");
    }
    return String.join(" · ", parts);
  }
}
