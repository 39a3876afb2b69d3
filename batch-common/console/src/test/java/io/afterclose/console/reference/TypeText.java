package io.afterclose.console.reference;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Types as {@code src/main/openapi} writes them: a type, then, after a comma and a blank, what it
 * is about. A type is {@code string}, {@code number}, {@code boolean}, {@code integer} (with a
 * range as {@code 1..500}), {@code date}, {@code instant}, {@code uuid}, {@code binary}, {@code
 * any}, the name of a schema, words with {@code |} between them, {@code [type]} for a list, {@code
 * {type}} for a map; with {@code ?} behind it may be null, with {@code !} it must be given.
 */
record TypeText(ObjectNode schema, String about, boolean needed) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern RANGE = Pattern.compile("integer (\\d+)\\.\\.(\\d*)");
  private static final Pattern WORDS = Pattern.compile("[a-z0-9_-]+|[A-Z0-9_]+");

  static TypeText of(String text, Set<String> schemas) {
    int comma = text.indexOf(", ");
    String type = comma < 0 ? text : text.substring(0, comma);
    boolean needed = type.endsWith("!");
    ObjectNode schema = schema(needed ? type.substring(0, type.length() - 1) : type, schemas);
    String about = comma < 0 ? "" : text.substring(comma + 2);
    return new TypeText(schema, sentence(about), needed);
  }

  private static String sentence(String about) {
    return about.isEmpty() ? "" : Character.toUpperCase(about.charAt(0)) + about.substring(1) + ".";
  }

  private static ObjectNode schema(String type, Set<String> schemas) {
    if (type.endsWith("?")) {
      return nullable(schema(type.substring(0, type.length() - 1), schemas));
    }
    String inner = type.length() < 2 ? "" : type.substring(1, type.length() - 1);
    if (type.startsWith("[")) {
      ObjectNode list = JSON.objectNode().put("type", "array");
      list.set("items", schema(inner, schemas));
      return list;
    }
    if (type.startsWith("{")) {
      ObjectNode map = JSON.objectNode().put("type", "object");
      map.set("additionalProperties", schema(inner, schemas));
      return map;
    }
    Matcher range = RANGE.matcher(type);
    if (range.matches()) {
      ObjectNode number = whole().put("minimum", Integer.parseInt(range.group(1)));
      return range.group(2).isEmpty()
          ? number
          : number.put("maximum", Integer.parseInt(range.group(2)));
    }
    return switch (type) {
      case "string", "number", "boolean" -> JSON.objectNode().put("type", type);
      case "integer" -> whole();
      case "date", "uuid" -> JSON.objectNode().put("type", "string").put("format", type);
      case "instant" -> JSON.objectNode().put("type", "string").put("format", "date-time");
      case "binary" -> JSON.objectNode().put("type", "string").put("contentMediaType", "text/csv");
      case "any" -> JSON.objectNode();
      default -> named(type, schemas);
    };
  }

  private static ObjectNode whole() {
    return JSON.objectNode().put("type", "integer").put("format", "int64");
  }

  private static ObjectNode named(String type, Set<String> schemas) {
    String name = type.startsWith("%") ? type.substring(1) : type;
    if (schemas.contains(name)) {
      return reference(name);
    }
    String[] words = type.split("\\|", -1);
    if (!Arrays.stream(words).allMatch(word -> WORDS.matcher(word).matches())) {
      throw new IllegalStateException("there is no type and no schema '" + type + "'");
    }
    ObjectNode choice = JSON.objectNode().put("type", "string");
    ArrayNode values = choice.putArray("enum");
    Arrays.stream(words).forEach(values::add);
    return choice;
  }

  static ObjectNode reference(String name) {
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (!schema.path("type").isString()) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
      return either;
    }
    String type = schema.path("type").asString();
    schema.putArray("type").add(type).add("null");
    if (schema.path("enum") instanceof ArrayNode values) {
      values.addNull();
    }
    return schema;
  }

  /** The schema with what it is about. */
  ObjectNode described() {
    return about.isEmpty() ? schema : schema.put("description", about);
  }
}
