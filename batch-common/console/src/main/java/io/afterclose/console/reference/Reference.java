package io.afterclose.console.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description as people read it.
 *
 * @param about the interface as a whole
 * @param groups of operations
 * @param shapes of bodies, by name
 */
record Reference(String about, List<Group> groups, List<Shape> shapes) {

  Reference {
    groups = List.copyOf(groups);
    shapes = List.copyOf(shapes);
  }

  /** Operations of a kind. */
  record Group(String name, String about, List<Operation> operations) {}

  /**
   * An operation.
   *
   * @param role empty where anybody may ask
   * @param body the shape of what is sent; empty for nothing
   */
  record Operation(
      String id,
      String method,
      String path,
      String summary,
      String about,
      String role,
      boolean deprecated,
      List<Value> values,
      String body,
      List<Answer> answers) {}

  /**
   * A parameter, a field or a member.
   *
   * @param where path, query, header or form; empty for a member
   * @param type in words
   * @param shape the name of its shape; empty for none
   */
  record Value(String name, String where, String type, String shape, boolean needed, String about) {

    /** What is to be said beside its type; empty for nothing. */
    String note() {
      if (where.isEmpty()) {
        return needed ? "" : "may be absent";
      }
      return needed ? where + ", needed" : where;
    }
  }

  /**
   * An answer.
   *
   * @param shape the name of its shape; empty for none
   */
  record Answer(String status, String about, String shape) {}

  /** The shape of a body. */
  record Shape(String name, String about, List<Value> members, String choice) {}

  /** Reads a document. */
  static Reference of(String text) {
    JsonNode document = JsonMapper.shared().readTree(text);
    Map<String, List<Operation>> operations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
        operations
            .computeIfAbsent(
                one.getValue().path("tags").path(0).asString(""), none -> new ArrayList<>())
            .add(operation(document, path.getKey(), one.getKey(), one.getValue()));
      }
    }
    List<Group> groups =
        document
            .path("tags")
            .valueStream()
            .map(
                tag ->
                    new Group(
                        text(tag, "name"),
                        text(tag, "description"),
                        operations.getOrDefault(text(tag, "name"), List.of())))
            .toList();
    List<Shape> shapes =
        document.path("components").path("schemas").properties().stream()
            .map(schema -> shape(schema.getKey(), schema.getValue()))
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .toList();
    return new Reference(text(document.path("info"), "description"), groups, shapes);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static Operation operation(
      JsonNode document, String path, String method, JsonNode operation) {
    List<Value> values = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      values.add(
          new Value(
              text(parameter, "name"),
              text(parameter, "in"),
              type(parameter.path("schema")),
              name(parameter.path("schema")),
              parameter.path("required").asBoolean(false),
              text(parameter, "description")));
    }
    JsonNode content = operation.path("requestBody").path("content");
    values.addAll(members(content.path("multipart/form-data").path("schema"), "form"));
    List<Answer> answers =
        operation.path("responses").properties().stream()
            .map(answer -> answer(document, answer.getKey(), answer.getValue()))
            .toList();
    return new Operation(
        text(operation, "operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation, "summary"),
        text(operation, "description"),
        text(operation, "x-role"),
        operation.path("deprecated").asBoolean(false),
        values,
        name(content.path("application/json").path("schema")),
        answers);
  }

  private static Answer answer(JsonNode document, String status, JsonNode written) {
    JsonNode answer =
        written.has("$ref")
            ? document.path("components").path("responses").path(name(written))
            : written;
    String shape =
        answer.path("content").properties().stream()
            .map(content -> name(content.getValue().path("schema")))
            .findFirst()
            .orElse("");
    return new Answer(status, text(answer, "description"), shape);
  }

  private static Shape shape(String name, JsonNode schema) {
    boolean named = schema.has("properties");
    return new Shape(
        name, text(schema, "description"), members(schema, ""), named ? "" : type(schema));
  }

  private static List<Value> members(JsonNode schema, String where) {
    List<String> required =
        schema.path("required").valueStream().map(one -> one.asString("")).toList();
    return schema.path("properties").properties().stream()
        .map(
            member ->
                new Value(
                    member.getKey(),
                    where,
                    type(member.getValue()),
                    name(member.getValue()),
                    required.contains(member.getKey()),
                    text(member.getValue(), "description")))
        .toList();
  }

  /** The last part of a reference in it; empty where there is none. */
  private static String name(JsonNode schema) {
    return schema.findValues("$ref").stream()
        .map(reference -> reference.asString(""))
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .findFirst()
        .orElse("");
  }

  /** A type in words. */
  static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      return name(schema);
    }
    if (schema.has("enum")) {
      return either(schema.path("enum").valueStream().map(one -> one.asString("null")).toList());
    }
    if (schema.has("anyOf")) {
      return either(schema.path("anyOf").valueStream().map(Reference::type).toList());
    }
    if (schema.path("type").isArray()) {
      return either(
          schema
              .path("type")
              .valueStream()
              .map(one -> one.asString("").equals("null") ? "null" : plain(one, schema))
              .toList());
    }
    return plain(schema.path("type"), schema);
  }

  private static String either(List<String> types) {
    return String.join(" or ", types);
  }

  private static String plain(JsonNode type, JsonNode schema) {
    return switch (type.asString("")) {
      case "array" -> "list of " + type(schema.path("items"));
      case "object" ->
          schema.has("additionalProperties")
              ? "map of " + type(schema.path("additionalProperties"))
              : "object";
      case "integer" -> "integer" + range(schema);
      case "string" -> schema.path("format").asString("string");
      case "" -> "any";
      default -> type.asString("");
    };
  }

  private static String range(JsonNode schema) {
    return schema.has("minimum")
        ? " from "
            + schema.path("minimum").asString()
            + (schema.has("maximum") ? " to " + schema.path("maximum").asString() : "")
        : "";
  }

  /** Where an example of an operation leads, with the names of what is to be filled in. */
  static String example(Operation operation, String address) {
    String needed =
        operation.values().stream()
            .filter(value -> value.where().equals("query") && value.needed())
            .map(value -> value.name() + "=" + value.name().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining("&"));
    return "curl"
        + (operation.method().equals("GET") ? "" : " -X " + operation.method())
        + (operation.role().isEmpty() ? "" : " -H \"Authorization: Bearer $TOKEN\"")
        + (operation.body().isEmpty()
            ? ""
            : " -H \"Content-Type: application/json\" -d @" + operation.body() + ".json")
        + (operation.values().stream().anyMatch(value -> value.where().equals("form"))
            ? " -F name=NAME -F file=@positions.csv"
            : "")
        + " \""
        + address
        + operation.path()
        + (needed.isEmpty() ? "" : "?" + needed)
        + "\"";
  }
}
