package io.afterclose.console.reference;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares answers with what a description says of them, more strictly than it asks of clients: a
 * member that it does not tell of is a difference too.
 */
final class Contract {

  /** Only where there is something to say in them. */
  private static final Set<String> NOT_ALWAYS = Set.of("Link");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new HashMap<>();
  private final Set<String> answered = new TreeSet<>();
  private final Set<String> differences = new LinkedHashSet<>();

  Contract(String text) {
    this.document = JSON.readTree(text);
    document
        .path("components")
        .path("schemas")
        .properties()
        .forEach(
            schema -> {
              if (schema.getValue() instanceof ObjectNode shape && shape.has("properties")) {
                shape.put("additionalProperties", false);
              }
            });
    // a later release may answer with other members of it
    if (document.path("components").path("schemas").path("OpenApi") instanceof ObjectNode open) {
      open.remove("additionalProperties");
    }
  }

  JsonNode document() {
    return document;
  }

  /** The operation such as {@code GET /api/v1/runs}. */
  JsonNode operation(String operation) {
    int blank = operation.indexOf(' ');
    return document
        .path("paths")
        .path(operation.substring(blank + 1))
        .path(operation.substring(0, blank).toLowerCase(Locale.ROOT));
  }

  /** All operations. */
  List<String> operations() {
    List<String> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one ->
                            all.add(one.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return all;
  }

  /** Answers that are told of: operation and status. */
  Set<String> told() {
    Set<String> told = new TreeSet<>();
    for (String operation : operations()) {
      operation(operation)
          .path("responses")
          .properties()
          .forEach(answer -> told.add(operation + " " + answer.getKey()));
    }
    return told;
  }

  /** Those of them that there were. */
  Set<String> answered() {
    return answered;
  }

  /** What was not as it is told. */
  Set<String> differences() {
    return differences;
  }

  /** Looks at an answer. */
  void check(String operation, HttpResponse<String> answer) {
    String what = operation + " " + answer.statusCode();
    JsonNode told =
        resolved(operation(operation).path("responses").path(String.valueOf(answer.statusCode())));
    if (told.isMissingNode()) {
      differences.add(what + " is not told of: " + answer.body());
      return;
    }
    answered.add(what);
    told.path("headers")
        .properties()
        .forEach(
            header -> {
              if (!NOT_ALWAYS.contains(header.getKey())
                  && answer.headers().firstValue(header.getKey()).isEmpty()) {
                differences.add(what + " lacks the header " + header.getKey());
              }
            });
    JsonNode content = told.path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
    if (content.isMissingNode()) {
      if (!answer.body().isEmpty()) {
        differences.add(what + " has a body: " + answer.body());
      }
    } else if (!content.has(type)) {
      differences.add(what + " is " + type);
    } else if (type.endsWith("json")) {
      String reference = content.path(type).path("schema").path("$ref").asString();
      validate(what, reference.substring(reference.lastIndexOf('/') + 1), answer.body());
    }
  }

  private JsonNode resolved(JsonNode response) {
    String reference = response.path("$ref").asString("");
    return reference.isEmpty()
        ? response
        : document
            .path("components")
            .path("responses")
            .path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  /** Looks at a body. */
  void validate(String what, String schema, String body) {
    try {
      schemas
          .computeIfAbsent(schema, this::compiled)
          .validate(
              JSON.readTree(body),
              context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
          .forEach(error -> differences.add(what + " " + error));
    } catch (JacksonException unreadable) {
      differences.add(what + " is no JSON: " + body);
    }
  }

  private Schema compiled(String name) {
    String shapes = document.path("components").path("schemas").toString();
    ObjectNode schema = JSON.createObjectNode().put("$ref", "#/$defs/" + name);
    schema.set("$defs", JSON.readTree(shapes.replace("#/components/schemas/", "#/$defs/")));
    return registry.getSchema(schema);
  }
}
