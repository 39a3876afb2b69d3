package io.afterclose.symbolbatch;

import io.afterclose.calendar.TradingCalendar;
import io.afterclose.quant.price.Sessions;
import io.afterclose.run.launch.CommandRefused;
import io.afterclose.run.launch.ExitCode;
import io.afterclose.run.launch.Surroundings;
import io.afterclose.symbolbatch.price.provider.CsvProvider;
import io.afterclose.symbolbatch.price.provider.PriceBasis;
import io.afterclose.symbolbatch.price.provider.PriceProviders;
import io.afterclose.symbolbatch.price.provider.SampleMarket;
import io.afterclose.symbolbatch.price.provider.http.HttpProviderProperties;
import io.afterclose.symbolbatch.price.provider.http.HttpProviders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where a run takes its prices from. */
final class ProviderOptions {

  /** Names are those of the option's values. */
  enum Provider {
    csv,
    sample,
    network
  }

  @Option(
      names = "--provider",
      defaultValue = "network",
      description =
          "Where prices come from: ${COMPLETION-CANDIDATES}; network asks yahoo, fmp and polygon"
              + " in their configured order (default: ${DEFAULT-VALUE}).")
  private Provider provider = Provider.network;

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

  /** Refuses combinations that make no sense, before anything is opened. */
  void check() {
    if (provider != Provider.csv && !(prices.isEmpty() && actions.isEmpty())) {
      throw usage(
          "--provider "
              + provider
              + " takes no --prices and no --actions; they belong to --provider csv");
    }
    if (provider == Provider.csv && prices.isEmpty()) {
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
   * The providers for a night, their files read.
   *
   * @param from the oldest day the night may want
   */
  PriceProviders open(Surroundings surroundings, LocalDate from, LocalDate session) {
    TradingCalendar calendar = surroundings.calendar();
    return switch (provider) {
      case csv ->
          PriceProviders.atHand(
              CsvProvider.open(
                  prices, actions, basis, Sessions.of(calendar.sessions(from, session))));
      case sample -> PriceProviders.atHand(new SampleMarket(calendar));
      case network -> network(surroundings);
    };
  }

  private static PriceProviders network(Surroundings surroundings) {
    HttpProviderProperties properties =
        checked(() -> HttpProviderProperties.fromEnvironment(surroundings.environment()));
    return HttpProviders.open(properties, surroundings.clock()).all();
  }

  /** Turns the refusal of a value into a refusal of the command. */
  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      throw usage(String.valueOf(wrong.getMessage()));
    }
  }

  private static CommandRefused usage(String message) {
    return new CommandRefused(ExitCode.USAGE, message);
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
