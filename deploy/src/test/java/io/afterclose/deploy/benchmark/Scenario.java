package io.afterclose.deploy.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: one command of a job, on a copy of a seed, beside its bound and its peer on
 * copies of the same.
 *
 * @param name as in the options and the results
 * @param size how many symbols or portfolios
 * @param seed the database that each program begins with; null where none is asked
 * @param prepare a statement for each copy; empty for none
 * @param job whose command it is
 * @param words the command's
 * @param written the rows that it writes
 * @param peer arguments of the peer; empty where there is none
 * @param agreement how the rows are compared; null where they are not
 */
record Scenario(
    String name,
    int size,
    @Nullable String seed,
    String prepare,
    String job,
    List<String> words,
    List<Bound.Rows> written,
    Bound bound,
    List<String> peer,
    @Nullable Agreement agreement) {

  /** A command without a bound or a peer. */
  static Scenario alone(
      String name, int size, @Nullable String seed, String job, List<String> words) {
    return new Scenario(
        name, size, seed, "", job, words, List.of(), new Bound.None(), List.of(), null);
  }

  /** The same without bound and peer: for the growth of the job alone. */
  Scenario jobAlone() {
    return new Scenario(
        name, size, seed, prepare, job, words, written, new Bound.None(), List.of(), null);
  }
}
