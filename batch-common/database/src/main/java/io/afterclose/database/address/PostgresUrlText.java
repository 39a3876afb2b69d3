package io.afterclose.database.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes an address apart. No message holds a part of it, for any part may be a password's. */
final class PostgresUrlText {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:postgresql|postgres|postgresql)://(?<authority>[^/?]*)(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<query>.*))?",
          Pattern.DOTALL);

  private final String source;
  private final String text;

  PostgresUrlText(String source, String text) {
    this.source = source;
    this.text = text.strip();
  }

  /**
   * What the address says, decoded and not yet checked.
   *
   * @param login what the address says itself; a user or password may be missing
   */
  record Parts(
      List<String> hosts,
      Optional<String> database,
      PostgresLogin login,
      Map<String, String> parameters) {}

  Parts parse() {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw refused("expected postgresql://user:password@host:port/database");
    }
    String authority = url.group("authority");
    int at = authority.lastIndexOf('@');
    Map<String, String> query = query(Optional.ofNullable(url.group("query")).orElse(""));
    PostgresLogin inQuery = new PostgresLogin(taken(query, "user"), taken(query, "password"));
    PostgresLogin own = at < 0 ? PostgresLogin.UNKNOWN : login(authority.substring(0, at));
    return new Parts(
        hosts(query, authority.substring(at + 1)),
        taken(query, "dbname").or(() -> database(url.group("database"))),
        inQuery.or(own),
        query);
  }

  private static List<String> hosts(Map<String, String> query, String authority) {
    Optional<String> host = taken(query, "host");
    Optional<String> port = taken(query, "port");
    return host.map(name -> List.of(name + port.map(number -> ":" + number).orElse("")))
        .orElseGet(() -> List.of(authority.split(",", -1)));
  }

  private PostgresLogin login(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    Optional<String> password =
        colon < 0 ? Optional.empty() : Optional.of(decoded(userInfo.substring(colon + 1)));
    return new PostgresLogin(Optional.of(user).filter(name -> !name.isEmpty()), password);
  }

  private Optional<String> database(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return Optional.empty();
    }
    if (path.indexOf('/') >= 0 || path.indexOf('@') >= 0) {
      throw refused(
          "the database's name holds / or @; the characters : / ? # @ % in a user, password or"
              + " database must be percent-encoded");
    }
    return Optional.of(decoded(path));
  }

  private Map<String, String> query(String part) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : part.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0 && !pair.isEmpty()) {
        throw refused("a parameter after the ? is not name=value");
      }
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static Optional<String> taken(Map<String, String> query, String name) {
    return Optional.ofNullable(query.remove(name)).filter(value -> !value.isEmpty());
  }

  private String decoded(String part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) == '%') {
        bytes.write(octet(part, i));
        i += 2;
      } else {
        int end = Math.min(part.length(), i + Character.charCount(part.codePointAt(i)));
        bytes.writeBytes(part.substring(i, end).getBytes(UTF_8));
        i = end - 1;
      }
    }
    return utf8(bytes.toByteArray());
  }

  private int octet(String part, int percent) {
    int high = digit(part, percent + 1);
    int low = digit(part, percent + 2);
    if (high < 0 || low < 0) {
      throw refused("a % is not followed by two hexadecimal digits; write %25 for a plain %");
    }
    return high * 16 + low;
  }

  private static int digit(String part, int index) {
    return index < part.length() ? Character.digit(part.charAt(index), 16) : -1;
  }

  private String utf8(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("a percent-encoded part is not UTF-8");
    }
  }

  private DatabaseSettingsException refused(String reason) {
    return new DatabaseSettingsException(source + ": " + reason);
  }
}
