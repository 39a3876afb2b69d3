package io.afterclose.console.reference;

import io.afterclose.console.problem.ProblemKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The problems that an operation may answer with. */
final class Problems {

  static final String SCHEMA = "Problem";

  /** Of every operation that needs a role, whatever it does. */
  private static final List<ProblemKind> ANYWHERE =
      List.of(
          ProblemKind.UNAUTHENTICATED,
          ProblemKind.FORBIDDEN,
          ProblemKind.TOO_MANY,
          ProblemKind.TEMPORARY);

  private Problems() {}

  static ObjectNode schema(Shapes shapes) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("type", "string, the address of the kind of problem, which is a page for people");
    members.put("title", "string, what the kind is");
    members.put("status", "integer, of HTTP");
    members.put("detail", "string, what was expected, what was found and what to do");
    members.put("instance", "string, the path that was asked for");
    members.put("request_id", "string, the request's number in the log of the console");
    members.put("errors?", "[string], all that is wrong");
    members.put("exit_code?", "integer, of the job's process that was asked");
    members.put("owner?", "string, who works on it");
    members.put("heartbeat_seconds?", "integer, since the owner's last heartbeat");
    members.put("started_at?", "instant, when the owner began");
    members.put("run?", "string, the address of the run that is at work");
    members.put("request?", "string, the address of the request that is open");
    members.put("fingerprint?", "string, of the plan as it is now");
    members.put("retry_after?", "integer, seconds");
    ObjectNode schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("description", "A problem as RFC 9457 writes it; kinds may add members.");
    Map<String, JsonNode> types = new LinkedHashMap<>();
    members.forEach((name, type) -> types.put(name, JsonNodeFactory.instance.stringNode(type)));
    shapes.fill(schema, types);
    return schema;
  }

  /**
   * Adds the answers of an operation.
   *
   * @param open whether anybody may ask
   * @param slugs of the kinds besides those of every operation
   */
  static void add(ObjectNode responses, boolean open, JsonNode slugs) {
    Map<Integer, List<ProblemKind>> byStatus = new TreeMap<>();
    for (ProblemKind kind : ProblemKind.values()) {
      boolean told = slugs.valueStream().anyMatch(slug -> slug.asString().equals(kind.slug()));
      if (told || (!open && ANYWHERE.contains(kind))) {
        byStatus.merge(
            kind.status().value(),
            List.of(kind),
            (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
      }
    }
    slugs.forEach(Problems::checkKnown);
    byStatus.forEach(
        (status, kinds) -> {
          if (kinds.size() == 1 && ANYWHERE.contains(kinds.get(0))) {
            responses
                .putObject(String.valueOf(status))
                .put("$ref", "#/components/responses/" + name(kinds.get(0)));
          } else {
            responses.set(String.valueOf(status), response(kinds));
          }
        });
  }

  private static void checkKnown(JsonNode slug) {
    if (Arrays.stream(ProblemKind.values())
        .noneMatch(kind -> kind.slug().equals(slug.asString()))) {
      throw new IllegalStateException("there is no problem " + slug.asString());
    }
  }

  /** Those that every operation has. */
  static ObjectNode shared() {
    ObjectNode shared = JsonNodeFactory.instance.objectNode();
    ANYWHERE.forEach(kind -> shared.set(name(kind), response(List.of(kind))));
    return shared;
  }

  private static String name(ProblemKind kind) {
    return Arrays.stream(kind.slug().split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static ObjectNode response(List<ProblemKind> kinds) {
    ObjectNode response =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "description",
                kinds.stream()
                    .map(kind -> kind.type() + ": " + kind.title() + ". " + kind.advice())
                    .collect(Collectors.joining("\n\n")));
    switch (kinds.get(0).status().value()) {
      case 429, 503 ->
          header(response, "Retry-After", "Seconds after which to try again.", "integer");
      case 401 -> header(response, "WWW-Authenticate", "Bearer.", "string");
      default -> {}
    }
    response
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", TypeText.reference(SCHEMA));
    return response;
  }

  private static void header(ObjectNode response, String name, String about, String type) {
    response
        .putObject("headers")
        .putObject(name)
        .put("description", about)
        .putObject("schema")
        .put("type", type);
  }
}
