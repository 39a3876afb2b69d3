package io.afterclose.portfoliorefresh.keeping.file;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.database.text.Printable;
import io.afterclose.portfoliorefresh.broker.AsOf;
import io.afterclose.portfoliorefresh.broker.BrokerFormat;
import io.afterclose.portfoliorefresh.broker.ColumnMapping;
import io.afterclose.portfoliorefresh.broker.ReadingOptions;
import io.afterclose.portfoliorefresh.keeping.OptionValues;
import io.afterclose.quant.symbol.InvestmentClass;
import io.afterclose.run.execution.ProcessContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that read a broker's file. */
public final class FileOptions {

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "A CSV file; - is standard input.")
  private String file = "";

  @Option(
      names = "--format",
      paramLabel = "BROKER",
      description =
          "Who wrote it: schwab, fidelity, ibkr, vanguard or generic; found by its header"
              + " unless given.")
  private @Nullable String format;

  @Option(
      names = "--map",
      paramLabel = "TITLE=COLUMN",
      description = "What a title of the file means, as \"Qty=quantity\"; repeatable.")
  private List<String> mappings = List.of();

  @Option(
      names = "--class",
      paramLabel = "SYMBOL=CLASS",
      description = "PUBLIC, OPTIONS or PRIVATE for a symbol as it stands in the file; repeatable.")
  private List<String> classes = List.of();

  /** The file. */
  public InputFile file() {
    return new InputFile(file);
  }

  /**
   * How the file is to be read.
   *
   * @throws io.afterclose.run.outcome.InvalidInputException if an option cannot be read
   */
  public ReadingOptions reading(ProcessContext process, AsOf asOf) {
    return new ReadingOptions(
        format == null ? null : format(format),
        mappings.stream()
            .map(text -> OptionValues.checked(() -> ColumnMapping.parse(text)))
            .toList(),
        classes(),
        asOf,
        LocalDate.now(process.clock().withZone(TradingCalendar.NEW_YORK)),
        process.calendar());
  }

  private static BrokerFormat format(String text) {
    return Arrays.stream(BrokerFormat.values())
        .filter(known -> known.toString().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                OptionValues.refused(
                    "--format", text, "one of " + Arrays.toString(BrokerFormat.values())));
  }

  private Map<String, InvestmentClass> classes() {
    Map<String, InvestmentClass> stated = new LinkedHashMap<>();
    for (String text : classes) {
      int equals = text.lastIndexOf('=');
      String name = text.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
      InvestmentClass investmentClass =
          Arrays.stream(InvestmentClass.values())
              .filter(known -> equals > 0 && known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> refused(text));
      stated.put(text.substring(0, equals).strip(), investmentClass);
    }
    return stated;
  }

  private static RuntimeException refused(String text) {
    return OptionValues.refused(
        "--class "
            + Printable.quoted(text)
            + ": expected SYMBOL=CLASS, the class one of "
            + Arrays.toString(InvestmentClass.values()));
  }
}
