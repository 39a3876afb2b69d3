package io.afterclose.run.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object per line: timestamp (UTC), level in lower case, message, logger, thread, the
 * fields of the current run and those of the thread, and the stack trace of an exception.
 *
 * <p>Logback's {@code JsonEncoder} has fixed names (an epoch in milliseconds, upper-case levels)
 * and no place for the fields of the run, which belong to all threads and not to one thread's MDC.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    line.put("message", String.valueOf(event.getFormattedMessage()));
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.putAll(RunFields.current());
    line.putAll(event.getMDCPropertyMap());
    if (event.getThrowableProxy() != null) {
      line.put("exception", traces.convert(event));
    }
    return (MAPPER.writeValueAsString(line) + "\n").getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
