package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.database.text.Printable;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file given on the command line; {@code -} is standard input.
 *
 * @param name as given
 */
public record InputFile(String name) {
  private static final String STANDARD_INPUT = "-";

  /** Reads a text. */
  @FunctionalInterface
  public interface Reading<T> {
    /** The content. */
    T read(Reader reader) throws IOException;
  }

  /**
   * Reads the file as UTF-8.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if it cannot be read
   */
  public <T> T read(Reading<T> reading) {
    try (Reader reader =
        new InputStreamReader(
            open(),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      return reading.read(reader);
    } catch (IllegalArgumentException mapping) {
      throw OptionValues.refused(String.valueOf(mapping.getMessage()));
    } catch (NoSuchFileException missing) {
      throw OptionValues.refused(shown() + ": there is no such file");
    } catch (CharacterCodingException binary) {
      throw OptionValues.refused(shown() + ": it is not UTF-8 text; nothing was imported");
    } catch (IOException unreadable) {
      throw OptionValues.refused(
          shown() + ": it cannot be read: " + masked(unreadable.getMessage()));
    }
  }

  private InputStream open() throws IOException {
    return name.equals(STANDARD_INPUT)
        ? new Unclosed(System.in)
        : Files.newInputStream(Path.of(name));
  }

  /** For messages. */
  public String shown() {
    return name.equals(STANDARD_INPUT) ? "standard input" : "file " + masked(name);
  }

  private static String masked(@Nullable String text) {
    return Printable.masked(String.valueOf(text));
  }

  /** Leaves the stream of the process open. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // It belongs to the process.
    }
  }
}
