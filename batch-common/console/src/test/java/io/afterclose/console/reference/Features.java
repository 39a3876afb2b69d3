package io.afterclose.console.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What cannot be read from the code, as {@code src/main/openapi} has it, a file for each feature:
 * what operations and members are about, and the shapes of answers.
 */
final class Features {

  private static final Path FOLDER = Path.of("src/main/openapi");

  /** As they are read. */
  private static final List<String> ORDER =
      List.of(
          "portfolios",
          "symbols",
          "nights",
          "quality",
          "request",
          "onboarding",
          "explanation",
          "schedule",
          "doctor",
          "admin",
          "reference",
          "health");

  private final Map<String, JsonNode> files = new LinkedHashMap<>();

  static Features read() throws IOException {
    Features features = new Features();
    try (Stream<Path> found = Files.list(FOLDER)) {
      List<String> names =
          found
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .sorted()
              .collect(Collectors.toCollection(ArrayList::new));
      names.removeAll(ORDER);
      if (!names.isEmpty()) {
        throw new IllegalStateException("the order of these files is not given: " + names);
      }
    }
    JsonMapper json = JsonMapper.builder().build();
    for (String name : ORDER) {
      try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name + ".yaml"), UTF_8)) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        features.files.put(name, json.valueToTree(yaml.load(reader)));
      }
    }
    return features;
  }

  List<JsonNode> all() {
    return List.copyOf(files.values());
  }

  /** Shapes by name. */
  Map<String, JsonNode> schemas() {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    for (JsonNode file : files.values()) {
      for (Map.Entry<String, JsonNode> schema : file.path("schemas").properties()) {
        if (schemas.put(schema.getKey(), schema.getValue()) != null) {
          throw new IllegalStateException("there are two schemas " + schema.getKey());
        }
      }
    }
    return schemas;
  }
}
