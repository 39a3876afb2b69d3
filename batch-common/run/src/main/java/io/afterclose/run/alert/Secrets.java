package io.afterclose.run.alert;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no text may hold that leaves this machine: the environment's passwords, keys and tokens, and
 * addresses that hold one.
 */
final class Secrets {

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIALS|HEADERS|WEBHOOK)");

  /** The password of an address, and of a JDBC address, in whichever variable. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("://[^/@\\s:]*:([^/@\\s]+)@|[?&]password=([^&\\s]+)");

  /** Shorter ones are words that occur everywhere, and would be guessed anyway. */
  private static final int SHORTEST = 4;

  private final List<String> texts;

  private Secrets(List<String> texts) {
    this.texts = texts;
  }

  static Secrets of(Map<String, String> environment) {
    return new Secrets(
        environment.entrySet().stream()
            .flatMap(variable -> secrets(variable.getKey(), variable.getValue()))
            .map(String::strip)
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** A value with several parts, such as headers, is secret as a whole and in each part. */
  private static Stream<String> secrets(String name, String value) {
    Stream<String> inAddress =
        IN_ADDRESS
            .matcher(value)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .flatMap(password -> Stream.of(password, decoded(password)));
    Stream<String> named =
        SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()
            ? Stream.concat(
                Stream.of(value),
                Arrays.stream(value.split(","))
                    .map(pair -> pair.substring(pair.indexOf('=') + 1))
                    .flatMap(part -> Stream.of(part, decoded(part))))
            : Stream.empty();
    return Stream.concat(inAddress, named);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }

  /** The text with each secret replaced by ***. */
  String hidden(String text) {
    String safe = text;
    for (String secret : texts) {
      safe = safe.replace(secret, "***");
    }
    Matcher address = IN_ADDRESS.matcher(safe);
    return address.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group().startsWith("://") ? "://***@" : "?password=***"));
  }
}
