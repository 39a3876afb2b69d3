package io.afterclose.symbolbatch.provider.http;

import io.afterclose.symbolbatch.provider.ProviderFailure.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider said.
 *
 * @param json an object or an array; decimals keep their digits, and a bare NaN stays one, so that
 *     one bad number does not hide the good ones
 */
public record JsonResponse(int status, JsonNode json) {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]+)");

  /**
   * Reads the body.
   *
   * @throws AttemptFailedException when it is anything but one whole JSON object or array
   */
  static JsonResponse of(RawResponse raw) throws AttemptFailedException {
    String text = raw.text().startsWith("\uFEFF") ? raw.text().substring(1) : raw.text();
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject() || json.isArray()) {
        return new JsonResponse(raw.status(), json);
      }
    } catch (JacksonException | NumberFormatException | ArithmeticException broken) {
      throw noJson(raw);
    }
    throw noJson(raw);
  }

  private static AttemptFailedException noJson(RawResponse raw) {
    String found =
        raw.text().strip().startsWith("<")
            ? "a web page, as of consent, a captcha or an outage: " + title(raw)
            : "%d characters of %s: %s"
                .formatted(raw.text().length(), raw.contentType(), raw.beginning());
    return AttemptFailedException.permanent(
        Kind.BAD_BODY, "answered %d with no whole JSON but %s".formatted(raw.status(), found));
  }

  private static String title(RawResponse raw) {
    Matcher title = TITLE.matcher(raw.beginning());
    return title.find() ? title.group(1).strip() : raw.beginning();
  }
}
