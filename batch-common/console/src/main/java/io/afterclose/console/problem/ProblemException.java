package io.afterclose.console.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final transient Map<String, Object> members;

  /**
   * @param detail what was expected, what was found and what to do, in a sentence
   */
  public ProblemException(ProblemKind kind, String detail) {
    this(kind, detail, Map.of());
  }

  /**
   * @param members besides those that every problem has, by their names
   */
  public ProblemException(ProblemKind kind, String detail, Map<String, Object> members) {
    super(detail);
    this.kind = kind;
    this.members = new LinkedHashMap<>(members);
  }

  /** A thing that does not exist, or that the actor may not see. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemKind.NOT_FOUND, "there is no " + what);
  }

  /** Wrong input. */
  public static ProblemException invalid(String detail) {
    return new ProblemException(ProblemKind.INVALID, detail);
  }

  public ProblemKind kind() {
    return kind;
  }

  /** The members of this kind. */
  public Map<String, Object> members() {
    return members;
  }

  /** What to tell; never null. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
