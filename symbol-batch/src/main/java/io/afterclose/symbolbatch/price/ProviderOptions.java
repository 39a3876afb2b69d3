package io.afterclose.symbolbatch.price;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.price.Sessions;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.outcome.InvalidInputException;
import io.afterclose.run.settings.Setting;
import io.afterclose.symbolbatch.provider.PriceBasis;
import io.afterclose.symbolbatch.provider.PriceProviders;
import io.afterclose.symbolbatch.provider.csv.CsvProvider;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import io.afterclose.symbolbatch.provider.settings.NetworkProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run takes its prices from. */
public final class ProviderOptions {

  /** Names are those of the option's values. */
  enum Provider {
    csv,
    sample,
    network
  }

  /** For who cannot add an option to the command line, as the console. */
  public static final Setting PROVIDER =
      Setting.plain(
          "AFTERCLOSE_PROVIDER",
          "network or sample",
          "network",
          "where a run takes its prices from; --provider goes before it");

  @Option(
      names = "--provider",
      description =
          "Where prices come from: ${COMPLETION-CANDIDATES}; network asks yahoo, fmp and polygon"
              + " in their configured order (default: AFTERCLOSE_PROVIDER, else network).")
  private @Nullable Provider provider;

  @Option(
      names = "--prices",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV with symbol,date,open,high,low,close,adj_close,volume; gzip or plain.")
  private List<Path> prices = new ArrayList<>();

  @Option(
      names = "--actions",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV with symbol,date,dividend,split; gzip or plain.")
  private List<Path> actions = new ArrayList<>();

  @Option(
      names = "--basis",
      defaultValue = "as-traded",
      converter = BasisConverter.class,
      description = "as-traded or split-adjusted (default: ${DEFAULT-VALUE}).")
  private PriceBasis basis = PriceBasis.AS_TRADED;

  /** Opened once in a process, so that all its runs share the rates. */
  private @Nullable PriceProviders network;

  /**
   * Refuses combinations that make no sense, and wrong settings of what was chosen, before anything
   * is opened.
   *
   * @throws InvalidInputException then
   */
  public void check(ProcessContext process) {
    List<String> wrong = new ArrayList<>();
    Provider chosen = chosen(process, wrong);
    checkFiles(chosen);
    if (chosen == Provider.network) {
      wrong.addAll(NetworkProperties.errors(process.environment()));
    }
    process.requireSettings(wrong);
  }

  private Provider chosen(ProcessContext process, List<String> wrong) {
    return provider != null
        ? provider
        : PROVIDER.value(process.environment(), ProviderOptions::ofSetting, wrong);
  }

  /** Files of prices are named on the command line, so csv is chosen there too. */
  private static Provider ofSetting(String text) {
    return switch (text) {
      case "network" -> Provider.network;
      case "sample" -> Provider.sample;
      default -> throw new IllegalArgumentException("network or sample was expected");
    };
  }

  private void checkFiles(Provider chosen) {
    if (chosen != Provider.csv && !(prices.isEmpty() && actions.isEmpty())) {
      throw usage(
          "--provider "
              + chosen
              + " takes no --prices and no --actions; they belong to --provider csv");
    }
    if (chosen == Provider.csv && prices.isEmpty()) {
      throw usage("--provider csv needs --prices FILE");
    }
    if (basis == PriceBasis.SPLIT_ADJUSTED && actions.isEmpty()) {
      throw usage("--basis split-adjusted needs --actions FILE with the splits to turn back");
    }
    Stream.concat(prices.stream(), actions.stream())
        .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw usage("file " + file + ": there is no such file, or it cannot be read");
            });
  }

  /**
   * The providers for a run, their files read.
   *
   * @param from the oldest day that the run may need
   */
  public PriceProviders open(ProcessContext process, LocalDate from, LocalDate session) {
    TradingCalendar calendar = process.calendar();
    return switch (chosen(process, new ArrayList<>())) {
      case csv -> {
        CsvProvider files =
            CsvProvider.open(prices, actions, basis, Sessions.of(calendar.sessions(from, session)));
        yield PriceProviders.files(files, files.rows());
      }
      case sample -> PriceProviders.local(new SampleMarket(calendar));
      case network -> network(process);
    };
  }

  private synchronized PriceProviders network(ProcessContext process) {
    PriceProviders opened = network;
    if (opened == null) {
      opened =
          InvalidInputException.orThrow(
              () ->
                  NetworkProviders.open(
                          NetworkProperties.fromEnvironment(process.environment()), process.clock())
                      .all());
      network = opened;
    }
    return opened;
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(message);
  }

  /** Reads the basis as it is written on the command line. */
  static final class BasisConverter implements picocli.CommandLine.ITypeConverter<PriceBasis> {

    @Override
    public PriceBasis convert(String text) {
      return Stream.of(PriceBasis.values())
          .filter(basis -> basis.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new picocli.CommandLine.TypeConversionException(
                      "'" + text + "' is neither as-traded nor split-adjusted"));
    }
  }
}
