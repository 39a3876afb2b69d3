package io.afterclose.run.redaction;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces secrets in texts that are logged, sent or stored: known ones wherever they stand, and
 * the password of any address.
 */
public final class Redaction {

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIALS|HEADERS|WEBHOOK)");

  /** The password of an address, and of a JDBC address, in any variable. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("://[^/@\\s:]*:([^/@\\s]+)@|[?&]password=([^&\\s]+)");

  /** Shorter values are words that occur everywhere, and would be guessed anyway. */
  private static final int MIN_LENGTH = 4;

  private static final String HIDDEN = "***";

  private final List<String> secrets;

  private Redaction(Stream<String> texts) {
    this.secrets =
        texts
            .filter(secret -> !secret.isEmpty())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Hides these texts, of any length, as they are and URL-encoded. */
  public static Redaction of(Collection<String> secrets) {
    return new Redaction(
        secrets.stream()
            .flatMap(
                secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))));
  }

  /** Hides the passwords, keys and tokens among the values of an environment. */
  public static Redaction ofEnvironment(Map<String, String> environment) {
    return new Redaction(
        environment.entrySet().stream()
            .flatMap(variable -> secrets(variable.getKey(), variable.getValue()))
            .map(String::strip)
            .filter(secret -> secret.length() >= MIN_LENGTH));
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
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** The text with each secret replaced by ***. */
  public String hide(String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = safe.replace(secret, HIDDEN);
    }
    Matcher address = IN_ADDRESS.matcher(safe);
    return address.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group().startsWith("://") ? "://" + HIDDEN + "@" : "?password=" + HIDDEN));
  }
}
