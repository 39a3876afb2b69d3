package io.afterclose.console.reference;

import io.afterclose.console.access.AccessRule;
import io.afterclose.console.access.Role;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the interface: paths, methods and parameters as the code has them, roles as
 * the access rules have them, and the words and shapes of {@link Features}. Where the two tell
 * different things, there is none.
 */
final class Description {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> NO_PARAMETERS_OF_THE_CODE =
      Set.of("Accept", "Content-Type", "Authorization");

  private final JsonNode code;
  private final List<AccessRule> rules;
  private final Features features;
  private final Shapes shapes;
  private final Set<String> told = new TreeSet<>();

  /**
   * @param code the paths as a reader of the controllers found them, an OpenAPI document
   */
  Description(JsonNode code, List<AccessRule> rules, Features features) {
    this.code = code;
    this.rules = rules;
    this.features = features;
    this.shapes = new Shapes(features);
  }

  ObjectNode document() {
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Afterclose console")
        .put("version", "1.0.0")
        .put(
            "description",
            "What the nights made, and how a run is asked for. Amounts are USD, dates are sessions of"
                + " the New York Stock Exchange, moments are UTC. What is missing is null with the"
                + " reason beside it, never 0. Members may be added; none is taken away below /api/v1.");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/").put("description", "This console");
    ArrayNode either = document.putArray("security");
    either.addObject().putArray("token");
    either.addObject().putArray("session");
    ArrayNode tags = document.putArray("tags");
    ObjectNode paths = document.putObject("paths");
    for (JsonNode feature : features.all()) {
      tags.addObject()
          .put("name", feature.path("tag").asString())
          .put("description", feature.path("about").asString());
      for (Map.Entry<String, JsonNode> one : feature.path("operations").properties()) {
        add(paths, one.getKey(), one.getValue(), feature.path("tag").asString());
      }
    }
    checkComplete();
    ObjectNode components = document.putObject("components");
    components.set("schemas", shapes.all());
    components.set("responses", Problems.shared());
    addSchemes(components.putObject("securitySchemes"));
    return document;
  }

  private static void addSchemes(ObjectNode schemes) {
    schemes
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "A token of an account: on the page Admin, or by 'console token create'. Cookies of a"
                + " request with one are not looked at, and it needs no form token. 20 requests a"
                + " second, 60 at once.");
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "__Host-afterclose")
        .put(
            "description",
            "The session of a browser, 'afterclose' where the console is asked over http. What is no"
                + " GET needs the header X-CSRF-TOKEN with the form token of a page.");
  }

  private static boolean described(String path) {
    return path.startsWith("/api/v1/") || path.startsWith("/health/") || path.equals("/events");
  }

  private void checkComplete() {
    Set<String> left = new TreeSet<>();
    code.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> {
                          String key = one.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                          if (described(path.getKey()) && !told.contains(key)) {
                            left.add(key);
                          }
                        }));
    if (!left.isEmpty()) {
      throw new IllegalStateException("src/main/openapi does not tell of " + left);
    }
  }

  private void add(ObjectNode paths, String key, JsonNode words, String tag) {
    String method = key.substring(0, key.indexOf(' '));
    String path = key.substring(key.indexOf(' ') + 1);
    JsonNode found = inCode(method, path);
    told.add(key);
    if (words.has("alias")) {
      String alias = words.path("alias").asString();
      inCode(method, alias);
      told.add(method + " " + alias);
    }
    ObjectNode operation = operation(key, method, path, found, words, tag);
    paths.withObjectProperty(path).set(method.toLowerCase(Locale.ROOT), operation);
  }

  private JsonNode inCode(String method, String path) {
    JsonNode found = code.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (found.isMissingNode()) {
      throw new IllegalStateException("the code has no " + method + " " + path);
    }
    return found;
  }

  private Optional<Role> role(String method, String path) {
    return rules.stream()
        .filter(rule -> rule.method().name().equals(method) && rule.pattern().equals(path))
        .findFirst()
        .orElseThrow()
        .role();
  }

  private ObjectNode operation(
      String key, String method, String path, JsonNode found, JsonNode words, String tag) {
    Optional<Role> role = role(method, path);
    ObjectNode operation = JSON.objectNode();
    operation.putArray("tags").add(tag);
    operation
        .put("operationId", words.path("id").asString())
        .put("summary", words.path("summary").asString())
        .put(
            "description",
            (words.path("about").asString("")
                    + role.map(needed -> " Needs the role " + needed.text() + ".").orElse(""))
                .strip());
    if (words.path("deprecated").asBoolean(false)) {
      operation.put("deprecated", true);
    }
    role.ifPresent(needed -> operation.put("x-role", needed.text()));
    if (role.isEmpty()) {
      operation.putArray("security");
    }
    ArrayNode parameters = parameters(key, path, found, words);
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    addBody(key, operation, found, words);
    ObjectNode responses = operation.putObject("responses");
    addAnswers(responses, words);
    Problems.add(responses, role.isEmpty(), words.path("problems"));
    return operation;
  }

  private ArrayNode parameters(String key, String path, JsonNode found, JsonNode words) {
    Map<String, JsonNode> inCode = new LinkedHashMap<>();
    boolean any = false;
    for (JsonNode parameter : found.path("parameters")) {
      String name = parameter.path("name").asString();
      if (parameter.path("schema").path("type").asString("").equals("object")) {
        any = true;
      } else if (!NO_PARAMETERS_OF_THE_CODE.contains(name) && !words.path("form").has(name)) {
        inCode.put(name, parameter);
      }
    }
    Set<String> names = new LinkedHashSet<>();
    words.path("parameters").properties().forEach(one -> names.add(one.getKey()));
    if (any ? !names.containsAll(inCode.keySet()) : !names.equals(inCode.keySet())) {
      throw new IllegalStateException(
          key + ": parameters of the code are " + inCode.keySet() + ", told are " + names);
    }
    ArrayNode parameters = JSON.arrayNode();
    for (Map.Entry<String, JsonNode> one : words.path("parameters").properties()) {
      parameters.add(
          parameter(
              one.getKey(),
              shapes.type(one.getValue().asString()),
              inCode.getOrDefault(one.getKey(), JSON.objectNode()),
              path));
    }
    if (words.path("etag").asBoolean(false)) {
      parameters
          .addObject()
          .put("name", "If-None-Match")
          .put("in", "header")
          .put("description", "The ETag of an answer that the client has.")
          .putObject("schema")
          .put("type", "string");
    }
    return parameters;
  }

  private static ObjectNode parameter(String name, TypeText type, JsonNode inCode, String path) {
    boolean ofPath = path.contains("{" + name + "}");
    ObjectNode parameter =
        JSON.objectNode()
            .put("name", name)
            .put("in", ofPath ? "path" : inCode.path("in").asString("query"));
    if (!type.about().isEmpty()) {
      parameter.put("description", type.about());
    }
    if (ofPath || type.needed() || inCode.path("required").asBoolean(false)) {
      parameter.put("required", true);
    }
    ObjectNode schema = type.schema();
    JsonNode usual = inCode.path("schema").path("default");
    if (!usual.asString("").isEmpty() && schema.path("type").asString("").equals("integer")) {
      schema.put("default", Long.parseLong(usual.asString()));
    } else if (usual.isString() && !usual.asString().isEmpty()) {
      schema.put("default", usual.asString());
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private void addBody(String key, ObjectNode operation, JsonNode found, JsonNode words) {
    JsonNode content = found.path("requestBody").path("content");
    if (words.has("body")) {
      require(content.has("application/json"), key + ": the code reads no JSON");
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject("application/json")
          .set("schema", TypeText.reference(words.path("body").asString()));
    } else if (words.has("form")) {
      Set<String> read = new TreeSet<>();
      content
          .path("multipart/form-data")
          .path("schema")
          .path("properties")
          .properties()
          .forEach(one -> read.add(one.getKey()));
      found.path("parameters").forEach(one -> read.add(one.path("name").asString()));
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      words
          .path("form")
          .properties()
          .forEach(
              one ->
                  fields.put(
                      one.getKey() + (one.getValue().asString().contains("!") ? "" : "?"),
                      one.getValue()));
      Set<String> named = new TreeSet<>();
      words.path("form").properties().forEach(one -> named.add(one.getKey()));
      require(named.equals(read), key + ": fields of the code are " + read + ", told " + named);
      ObjectNode form =
          operation
              .putObject("requestBody")
              .put("required", true)
              .putObject("content")
              .putObject("multipart/form-data")
              .putObject("schema");
      shapes.fill(form, fields);
    } else {
      require(content.isMissingNode(), key + ": the code reads a body");
    }
  }

  private static void require(boolean fits, String problem) {
    if (!fits) {
      throw new IllegalStateException(problem);
    }
  }

  private void addAnswers(ObjectNode responses, JsonNode words) {
    for (Map.Entry<String, JsonNode> answer : words.path("answers").properties()) {
      String shape = answer.getValue().asString();
      ObjectNode response = responses.putObject(answer.getKey());
      response.put(
          "description",
          shapes.has(shape) ? shapes.about(shape) : shape.equals("nothing") ? "Done." : "Text.");
      ObjectNode headers = headers(words);
      if (!headers.isEmpty()) {
        response.set("headers", headers);
      }
      if (shapes.has(shape)) {
        response
            .putObject("content")
            .putObject("application/json")
            .set("schema", TypeText.reference(shape));
      } else if (!shape.equals("nothing")) {
        ObjectNode text =
            response
                .putObject("content")
                .putObject(shape)
                .putObject("schema")
                .put("type", "string");
        words.path("events").properties().forEach(one -> addEvent(text, one));
      }
    }
    if (words.path("etag").asBoolean(false)) {
      responses.putObject("304").put("description", "The client has it already.");
    }
  }

  /** The data of an event of a stream. */
  private static void addEvent(ObjectNode stream, Map.Entry<String, JsonNode> event) {
    stream
        .withObjectProperty("contentSchema")
        .withArrayProperty("anyOf")
        .add(TypeText.reference(event.getValue().asString()).put("description", event.getKey()));
  }

  private ObjectNode headers(JsonNode words) {
    ObjectNode headers = JSON.objectNode();
    if (words.path("etag").asBoolean(false)) {
      header(headers, "ETag", "Equal for equal content.");
    }
    if (words.has("tag_of_answer")) {
      header(headers, "ETag", "For If-Match: " + words.path("tag_of_answer").asString() + ".");
    }
    if (words.path("pages").asBoolean(false)) {
      header(headers, "Link", "The following page, rel=\"next\"; absent on the last one.");
    }
    if (words.has("location")) {
      header(headers, "Location", "The address of " + words.path("location").asString() + ".");
    }
    if (words.path("deprecated").asBoolean(false)) {
      header(headers, "Deprecation", "Since when another path is to be preferred (RFC 9745).");
      header(headers, "Link", "That path, rel=\"successor-version\".");
    }
    for (Map.Entry<String, JsonNode> one : words.path("headers").properties()) {
      TypeText type = shapes.type(one.getValue().asString());
      ObjectNode header = headers.putObject(one.getKey());
      if (!type.about().isEmpty()) {
        header.put("description", type.about());
      }
      header.set("schema", type.schema());
    }
    return headers;
  }

  private static void header(ObjectNode headers, String name, String about) {
    headers.putObject(name).put("description", about).putObject("schema").put("type", "string");
  }
}
