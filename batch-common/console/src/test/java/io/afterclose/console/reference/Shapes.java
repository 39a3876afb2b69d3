package io.afterclose.console.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shapes of bodies as JSON Schema: a member is always there unless its name ends with '?'. */
final class Shapes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, JsonNode> schemas;
  private final Set<String> names;

  Shapes(Features features) {
    this.schemas = features.schemas();
    this.names = new LinkedHashSet<>(schemas.keySet());
    CodeWords.ALL.forEach(words -> names.add(words.name()));
    names.add(Problems.SCHEMA);
  }

  TypeText type(String text) {
    return TypeText.of(text, names);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** All of them by name. */
  ObjectNode all() {
    ObjectNode all = JSON.objectNode();
    CodeWords.ALL.forEach(
        words -> {
          ObjectNode choice = all.putObject(words.name());
          choice.put("type", "string").put("description", words.about());
          ArrayNode values = choice.putArray("enum");
          words.words().forEach(values::add);
        });
    Set<String> included = new LinkedHashSet<>();
    schemas.values().forEach(one -> one.path("as").forEach(base -> included.add(base.asString())));
    schemas.forEach((name, schema) -> all.set(name, shape(name, schema)));
    all.set(Problems.SCHEMA, Problems.schema(this));
    included.stream().filter(base -> !isNamed(all, base)).forEach(all::remove);
    return all;
  }

  /** Whether a member of another shape is of it; some are only included by others. */
  private static boolean isNamed(ObjectNode all, String name) {
    return all.findValuesAsString("$ref")
        .contains(TypeText.reference(name).path("$ref").asString());
  }

  /** What a shape is about. */
  String about(String name) {
    return Optional.ofNullable(schemas.get(name)).orElseThrow().path("about").asString();
  }

  private ObjectNode shape(String name, JsonNode schema) {
    ObjectNode shape = JSON.objectNode().put("description", schema.path("about").asString());
    if (schema.has("array")) {
      shape.put("type", "array").set("items", type(schema.path("array").asString()).schema());
    } else if (schema.has("map")) {
      shape
          .put("type", "object")
          .set("additionalProperties", type(schema.path("map").asString()).schema());
    } else if (schema.has("anyOf")) {
      ArrayNode either = shape.putArray("anyOf");
      schema.path("anyOf").forEach(one -> either.add(type(one.asString()).described()));
    } else {
      fill(shape, members(name));
      checkRecord(name, schema);
    }
    return shape;
  }

  void fill(ObjectNode shape, Map<String, JsonNode> members) {
    shape.put("type", "object");
    ArrayNode required = JSON.arrayNode();
    ObjectNode properties = shape.putObject("properties");
    members.forEach(
        (key, type) -> {
          String member = key.replace("?", "");
          properties.set(member, member(type));
          if (member.equals(key)) {
            required.add(member);
          }
        });
    if (!required.isEmpty()) {
      shape.set("required", required);
    }
  }

  private ObjectNode member(JsonNode type) {
    if (type.isString()) {
      return type(type.asString()).described();
    }
    ObjectNode list = JSON.objectNode().put("type", "array");
    ArrayNode either = list.putObject("items").putArray("anyOf");
    type.path("array").path("anyOf").forEach(one -> either.add(type(one.asString()).schema()));
    return type.has("about") ? list.put("description", type.path("about").asString()) : list;
  }

  /** Those of the shapes that it includes first. */
  private Map<String, JsonNode> members(String name) {
    JsonNode schema = Optional.ofNullable(schemas.get(name)).orElseThrow();
    Map<String, JsonNode> members = new LinkedHashMap<>();
    schema.path("as").forEach(included -> members.putAll(members(included.asString())));
    schema.path("members").properties().forEach(one -> members.put(one.getKey(), one.getValue()));
    return members;
  }

  /** What is read from a body is what is told of it. */
  private void checkRecord(String name, JsonNode schema) {
    if (!schema.has("body")) {
      return;
    }
    try {
      List<String> read =
          Arrays.stream(Class.forName(schema.path("body").asString()).getRecordComponents())
              .map(component -> component.getName())
              .toList();
      Set<String> told =
          members(name).keySet().stream()
              .map(key -> key.replace("?", ""))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!List.copyOf(told).equals(read)) {
        throw new IllegalStateException(name + " tells " + told + ", the code reads " + read);
      }
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(name, gone);
    }
  }
}
