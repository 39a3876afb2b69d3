package io.afterclose.console.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.console.access.Actor;
import io.afterclose.console.access.RequestLimits;
import io.afterclose.console.access.Role;
import io.afterclose.console.access.Visibility;
import io.afterclose.console.audit.AuditEntry;
import io.afterclose.console.audit.AuditStore;
import io.afterclose.console.problem.ProblemException;
import io.afterclose.console.problem.ProblemKind;
import io.afterclose.portfolio.position.PortfolioStore;
import io.afterclose.run.lock.RunRecord;
import io.afterclose.run.lock.RunStore;
import io.afterclose.run.name.RunScope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes requests, the one way to a run from here: rights, plan and key are checked, request and
 * audit are recorded together, and a refusal is in the audit too.
 */
public final class Requests {

  private static final Duration KEY_LIFE = Duration.ofHours(24);
  private static final int LONGEST_REASON = 500;

  /** The source of what a schedule starts. */
  static final String CRON = "cron";

  private final RequestStore requests;
  private final Plans plans;
  private final RunStore runs;
  private final PortfolioStore portfolios;
  private final AuditStore audit;
  private final RequestLimits limits;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Runnable added;

  /**
   * @param added is told of each request that was recorded
   */
  Requests(
      RequestStore requests,
      Plans plans,
      RunStore runs,
      PortfolioStore portfolios,
      AuditStore audit,
      RequestLimits limits,
      TransactionTemplate transaction,
      Clock clock,
      Runnable added) {
    this.requests = requests;
    this.plans = plans;
    this.runs = runs;
    this.portfolios = portfolios;
    this.audit = audit;
    this.limits = limits;
    this.transaction = transaction;
    this.clock = clock;
    this.added = added;
  }

  /**
   * Something that an actor asks for.
   *
   * @param source as the job records it
   * @param reason why
   * @param key the client's, so that a request sent twice is one
   * @param plan the fingerprint that was seen; empty where none was
   */
  public record Asked(
      Actor actor,
      String address,
      RunOrder order,
      String source,
      String reason,
      String key,
      Optional<String> plan) {}

  /**
   * Records a request; the same one again gives the first.
   *
   * @throws ProblemException where it cannot be taken; the audit has it
   */
  public StoredRequest submit(Asked asked) {
    try {
      checkRights(asked.actor(), asked.order(), asked.reason());
      Optional<StoredRequest> known = sameKey(asked);
      if (known.isPresent()) {
        return known.get();
      }
      checkFree(asked.order());
      limits.requireAction(asked.actor().account());
      OptionalInt planned = checkPlan(asked);
      return record(asked, planned);
    } catch (ProblemException refused) {
      audit.add(refusal(asked, refused));
      throw refused;
    }
  }

  /**
   * Records what a schedule starts, in the caller's transaction.
   *
   * @return empty where a request for the same is open already
   */
  public Optional<UUID> scheduled(RunOrder order, String schedule) {
    if (requests.open(order).isPresent()) {
      return Optional.empty();
    }
    Actor actor =
        new Actor(0, "schedule " + schedule, Role.OPERATOR, Visibility.ALL, OptionalLong.empty());
    Asked asked =
        new Asked(
            actor, "", order, CRON, "scheduled", schedule + " " + order.from(), Optional.empty());
    UUID id = UUID.randomUUID();
    requests.add(newRequest(id, asked, OptionalInt.empty()));
    audit.add(entry(asked).ledTo(id));
    return Optional.of(id);
  }

  /** Lets the launcher look for requests now. */
  public void wake() {
    added.run();
  }

  /**
   * Whether an actor may ask for it.
   *
   * @throws ProblemException where not
   */
  public void checkRights(Actor actor, RunOrder order, String reason) {
    Role needed = order.force() ? Role.ADMIN : order.action().needed();
    if (!actor.may(needed)) {
      throw new ProblemException(
          ProblemKind.FORBIDDEN,
          "%s%s needs the role %s"
              .formatted(order.action().text(), order.force() ? " --force" : "", needed.text()));
    }
    checkVisible(actor, order.scope());
    if (reason.isBlank()
        || reason.length() > LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid(
          "reason: 1 to %d characters on one line were expected".formatted(LONGEST_REASON));
    }
  }

  /** Who may not see all portfolios runs those that he may see, one at a time. */
  void checkVisible(Actor actor, RunScope scope) {
    if (scope.kind() == RunScope.Kind.PORTFOLIO) {
      String name = scope.names().get(0);
      boolean seen =
          portfolios
              .find(name)
              .filter(portfolio -> actor.visibility().allows(portfolio.id()))
              .isPresent();
      if (!seen) {
        throw ProblemException.notFound("portfolio '" + name + "'");
      }
    } else if (!actor.visibility().all()) {
      throw new ProblemException(
          ProblemKind.FORBIDDEN, "this account sees some portfolios only; name one of them");
    }
  }

  /** Whether {@link #checkVisible} lets it through, without saying why not. */
  boolean mayBeSeen(Actor actor, RunScope scope) {
    try {
      checkVisible(actor, scope);
      return true;
    } catch (ProblemException hidden) {
      return false;
    }
  }

  /**
   * A request that an actor may see.
   *
   * @throws ProblemException where there is none
   */
  StoredRequest visible(Actor actor, UUID id) {
    return requests
        .find(id)
        .filter(request -> mayBeSeen(actor, request.order().scope()))
        .orElseThrow(() -> ProblemException.notFound("request " + id));
  }

  /** The run that is at work on it, in words; empty where there is none. */
  Optional<String> active(RunOrder order) {
    return runs.active(order.job()).stream()
        .filter(run -> covers(order, run))
        .filter(run -> runs.isLocked(run.key()))
        .map(RunRecord::describe)
        .findFirst();
  }

  /**
   * Takes back a request that has not begun, or asks its run to stop.
   *
   * @return the request itself where it was taken back, else the one to stop
   */
  StoredRequest takeBack(Actor actor, String address, UUID id) {
    StoredRequest request = visible(actor, id);
    String reason = "request " + id + " taken back";
    if (requests.cancel(id)) {
      audit.add(
          AuditEntry.done(clock.instant(), actor, address, "cancel", request.order().describe())
              .ledTo(id));
      return visible(actor, id);
    }
    if (request.state().name().over()) {
      return request;
    }
    RunOrder order = request.order();
    LocalDate atWork =
        runs.ofRequest(id).stream()
            .filter(run -> run.end().at().isEmpty())
            .map(run -> run.key().date())
            .findFirst()
            .orElse(order.from());
    RunOrder stop =
        new RunOrder(RequestAction.STOP, order.job(), atWork, atWork, order.scope(), false);
    String key = "stop " + id + " " + atWork;
    return submit(new Asked(actor, address, stop, "admin", reason, key, Optional.empty()));
  }

  private Optional<StoredRequest> sameKey(Asked asked) {
    Instant since = clock.instant().minus(KEY_LIFE);
    Optional<RequestStore.Keyed> known = requests.ofKey(asked.actor().name(), asked.key(), since);
    known.ifPresent(
        one -> {
          if (!one.bodyHash().equals(hash(asked))) {
            throw new ProblemException(
                ProblemKind.IDEMPOTENCY_REUSED,
                "this Idempotency-Key belongs to request " + one.request().id());
          }
        });
    return known.map(RequestStore.Keyed::request);
  }

  private void checkFree(RunOrder order) {
    if (!order.action().startsRun()) {
      return;
    }
    Optional<StoredRequest> open = requests.open(order);
    if (open.isPresent()) {
      throw alreadyAsked(open.get());
    }
    runs.active(order.job()).stream()
        .filter(run -> covers(order, run))
        .filter(run -> runs.isLocked(run.key()))
        .findFirst()
        .ifPresent(
            run -> {
              throw alreadyRunning(run);
            });
  }

  private static boolean covers(RunOrder order, RunRecord run) {
    return run.key().scope().equals(order.scope().text())
        && !run.key().date().isBefore(order.from())
        && !run.key().date().isAfter(order.to());
  }

  private static ProblemException alreadyAsked(StoredRequest open) {
    return new ProblemException(
        ProblemKind.ALREADY_RUNNING,
        "%s was asked for by %s at %s and is %s"
            .formatted(
                open.order().describe(),
                open.asked().actor(),
                open.asked().at(),
                open.state().name()),
        Map.of("owner", open.asked().actor(), "request", "/api/v1/requests/" + open.id()));
  }

  static ProblemException alreadyRunning(RunRecord run) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("owner", run.start().owner().toString());
    members.put("heartbeat_seconds", run.activity().heartbeatAge().toSeconds());
    members.put("started_at", run.start().at().toString());
    members.put("run", "/api/v1/runs/%s/%s".formatted(run.key().job().text(), run.key().date()));
    return new ProblemException(
        ProblemKind.ALREADY_RUNNING,
        "%s is run by %s; stop it or wait".formatted(run.key().describe(), run.describe()),
        members);
  }

  private OptionalInt checkPlan(Asked asked) {
    if (asked.plan().isEmpty()) {
      if (asked.order().action().needsPlan()) {
        throw new ProblemException(
            ProblemKind.PLAN_REQUIRED,
            "make a plan first (POST /api/v1/plans) and send its ETag as If-Match");
      }
      return OptionalInt.empty();
    }
    JobPlan now = plans.of(asked.order());
    if (!now.fingerprint().equals(asked.plan().get())) {
      throw new ProblemException(
          ProblemKind.PLAN_CHANGED,
          "the plan has %d items now and another fingerprint; make it again and look at it"
              .formatted(now.items().size()),
          Map.of("fingerprint", now.fingerprint()));
    }
    return OptionalInt.of(now.items().size());
  }

  private StoredRequest record(Asked asked, OptionalInt planned) {
    NewRequest fresh = newRequest(UUID.randomUUID(), asked, planned);
    try {
      transaction.executeWithoutResult(
          status -> {
            requests.add(fresh);
            audit.add(entry(asked).ledTo(fresh.id()));
          });
    } catch (DuplicateKeyException meanwhile) {
      return sameKey(asked)
          .orElseThrow(
              () ->
                  requests
                      .open(asked.order())
                      .map(Requests::alreadyAsked)
                      .orElseThrow(() -> meanwhile));
    }
    added.run();
    return Objects.requireNonNull(requests.find(fresh.id()).orElse(null));
  }

  private static NewRequest newRequest(UUID id, Asked asked, OptionalInt planned) {
    return new NewRequest(
        id,
        asked.order(),
        asked.actor(),
        asked.source(),
        asked.plan(),
        planned,
        asked.reason(),
        asked.key(),
        hash(asked));
  }

  private AuditEntry entry(Asked asked) {
    return AuditEntry.done(
            clock.instant(),
            asked.actor(),
            asked.address(),
            asked.order().action().text(),
            asked.order().describe())
        .because(asked.reason())
        .by(asked.plan());
  }

  private AuditEntry refusal(Asked asked, ProblemException refused) {
    AuditEntry.Outcome outcome =
        refused.kind() == ProblemKind.FORBIDDEN || refused.kind() == ProblemKind.NOT_FOUND
            ? AuditEntry.Outcome.DENIED
            : AuditEntry.Outcome.REFUSED;
    return entry(asked).ended(outcome, refused.kind().slug() + ": " + refused.detail());
  }

  private static String hash(Asked asked) {
    String body =
        String.join(
            "\n",
            asked.order().toString(),
            asked.source(),
            asked.reason(),
            asked.plan().orElse(""));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
