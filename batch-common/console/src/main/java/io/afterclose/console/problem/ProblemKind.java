package io.afterclose.console.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** The kinds of problems, each with its page under {@code /problems}. */
public enum ProblemKind {
  MALFORMED(
      "malformed",
      HttpStatus.BAD_REQUEST,
      "The request cannot be read",
      "Correct the request as the detail says; openapi.json describes every path."),
  INVALID(
      "invalid",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Something in the request is wrong",
      "Correct what the detail names; all errors are listed at once."),
  UNAUTHENTICATED(
      "unauthenticated",
      HttpStatus.UNAUTHORIZED,
      "A login or a token is needed",
      "Log in, or send a token that is neither expired nor revoked."),
  FORBIDDEN(
      "forbidden",
      HttpStatus.FORBIDDEN,
      "This account may not do that",
      "Ask an administrator for the role that the detail names, or load the page again."),
  NOT_FOUND(
      "not-found",
      HttpStatus.NOT_FOUND,
      "There is nothing here",
      "Check the address. What an account may not see is answered in the same way."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      HttpStatus.METHOD_NOT_ALLOWED,
      "This path has no such method",
      "Use a method that openapi.json lists for the path."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      HttpStatus.NOT_ACCEPTABLE,
      "No such format is offered",
      "Ask for a format that openapi.json lists for the path."),
  UNSUPPORTED(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "No such format is read",
      "Send the format that openapi.json lists for the path."),
  NOT_READY(
      "not-ready",
      HttpStatus.CONFLICT,
      "What is needed is not there yet",
      "Wait for the run that the detail names, or start it."),
  ALREADY_RUNNING(
      "already-running",
      HttpStatus.CONFLICT,
      "Another run of this date is active",
      "Wait for the active run, or stop it first."),
  IDEMPOTENCY_IN_WORK(
      "idempotency-in-work",
      HttpStatus.CONFLICT,
      "The first request with this key is in work",
      "Ask for the first request's result instead of sending it again."),
  IDEMPOTENCY_REUSED(
      "idempotency-reused",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "This key belongs to another request",
      "Use a new key for another request."),
  PLAN_CHANGED(
      "plan-changed",
      HttpStatus.PRECONDITION_FAILED,
      "The plan is no longer true",
      "Make the plan again, look at what changed, and start with the new one."),
  PLAN_REQUIRED(
      "plan-required",
      HttpStatus.PRECONDITION_REQUIRED,
      "The plan's fingerprint is needed",
      "Make a plan first and send its fingerprint as If-Match."),
  DATE_REFUSED(
      "date-refused",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "This date cannot be run",
      "Choose a session; the detail names the nearest ones."),
  TOO_LARGE(
      "too-large", HttpStatus.CONTENT_TOO_LARGE, "The request is too large", "Send less at once."),
  TOO_MANY(
      "too-many-requests",
      HttpStatus.TOO_MANY_REQUESTS,
      "Too many requests",
      "Wait as long as Retry-After says."),
  FAILED(
      "failed",
      HttpStatus.INTERNAL_SERVER_ERROR,
      "A defect ended this request",
      "Report it with the request's number; the log of the console has the cause."),
  TEMPORARY(
      "temporary",
      HttpStatus.SERVICE_UNAVAILABLE,
      "Something does not answer now",
      "Try again in some seconds; the probe and the page Doctor tell more."),
  BUSY("busy", HttpStatus.SERVICE_UNAVAILABLE, "The console is busy", "Try again in a second.");

  private final String slug;
  private final HttpStatus status;
  private final String title;
  private final String advice;

  ProblemKind(String slug, HttpStatus status, String title, String advice) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The last part of its address. */
  public String slug() {
    return slug;
  }

  /** Its address, relative to the console. */
  public URI type() {
    return URI.create("/problems/" + slug);
  }

  /** The status of an answer. */
  public HttpStatus status() {
    return status;
  }

  /** What it is, the same for every case. */
  public String title() {
    return title;
  }

  /** What to do. */
  public String advice() {
    return advice;
  }

  /** The kind of a status that a library gave. */
  public static ProblemKind of(int status) {
    return switch (status) {
      case 400 -> MALFORMED;
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED;
      case 422 -> INVALID;
      case 429 -> TOO_MANY;
      case 503 -> TEMPORARY;
      default -> status < 500 ? MALFORMED : FAILED;
    };
  }
}
