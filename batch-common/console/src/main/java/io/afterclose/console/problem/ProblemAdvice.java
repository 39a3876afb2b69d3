package io.afterclose.console.problem;

import io.afterclose.database.address.DatabaseSettingsException;
import io.afterclose.database.server.DatabaseUnavailableException;
import io.afterclose.run.execution.TransientFailure;
import io.afterclose.run.outcome.RunOutcomeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Everything that a controller throws, as one kind of answer. */
@ControllerAdvice
public final class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemWriter writer;

  public ProblemAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  /** The peer is gone; there is nobody to answer. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void gone(AsyncRequestNotUsableException gone) {
    LOG.debug("the client went away", gone);
  }

  /** Any other end. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> answer(Exception thrown, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    if (thrown instanceof ErrorResponse library) {
      headers.putAll(library.getHeaders());
    }
    return writer.answer(request, logged(thrown, request), headers);
  }

  /** The same for what a filter throws. */
  public void write(HttpServletRequest request, HttpServletResponse response, Exception thrown)
      throws IOException {
    writer.write(request, response, logged(thrown, request));
  }

  private static ProblemException logged(Exception thrown, HttpServletRequest request) {
    ProblemException problem = problem(thrown);
    if (problem.kind() == ProblemKind.FAILED) {
      LOG.error("request {} of {} failed", RequestId.of(request), request.getRequestURI(), thrown);
    }
    return problem;
  }

  /** The problem that an exception is. */
  static ProblemException problem(Exception thrown) {
    if (thrown instanceof ProblemException known) {
      return known;
    }
    if (thrown instanceof ErrorResponse library) {
      return new ProblemException(
          ProblemKind.of(library.getStatusCode().value()),
          String.valueOf(library.getBody().getDetail()));
    }
    if (thrown instanceof HttpMessageNotReadableException
        || thrown instanceof MethodArgumentTypeMismatchException) {
      return new ProblemException(ProblemKind.MALFORMED, unreadable(thrown));
    }
    return causes(thrown)
        .flatMap(cause -> known(cause).stream())
        .findFirst()
        .or(
            () ->
                TransientFailure.in(thrown)
                    ? Optional.of(
                        new ProblemException(
                            ProblemKind.TEMPORARY, "the database does not answer now; try again"))
                    : Optional.empty())
        .orElseGet(
            () ->
                new ProblemException(
                    ProblemKind.FAILED,
                    "this is a defect of the console; its log has the request's number"));
  }

  private static String unreadable(Exception thrown) {
    return thrown instanceof MethodArgumentTypeMismatchException mismatch
        ? mismatch.getName() + ": the value has not the form that is expected"
        : "the body is not the JSON that is expected";
  }

  private static Optional<ProblemException> known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof RunOutcomeException outcome) {
      return Optional.of(new ProblemException(kind(outcome), message));
    }
    if (cause instanceof DatabaseUnavailableException
        || cause instanceof DatabaseSettingsException) {
      return Optional.of(
          new ProblemException(
              ProblemKind.TEMPORARY, "the database does not answer now; try again"));
    }
    if (cause instanceof IOException && thrownByPeer(message)) {
      return Optional.of(new ProblemException(ProblemKind.MALFORMED, message));
    }
    return Optional.empty();
  }

  private static boolean thrownByPeer(String message) {
    return message.contains("Broken pipe") || message.contains("Connection reset");
  }

  private static ProblemKind kind(RunOutcomeException outcome) {
    return switch (outcome.outcome()) {
      case INVALID_INPUT -> ProblemKind.INVALID;
      case NOT_READY -> ProblemKind.NOT_READY;
      case ALREADY_RUNNING -> ProblemKind.ALREADY_RUNNING;
      case DATE_REFUSED -> ProblemKind.DATE_REFUSED;
      case FAILED_TRANSIENT, STOPPED -> ProblemKind.TEMPORARY;
      default -> ProblemKind.FAILED;
    };
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
