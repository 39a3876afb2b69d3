package io.afterclose.symbolbatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afterclose.calendar.NyseCalendar;
import io.afterclose.market.universe.AssetKind;
import io.afterclose.quant.factor.FactorEtfs;
import io.afterclose.quant.symbol.Symbol;
import io.afterclose.symbolbatch.provider.PriceRequest;
import io.afterclose.symbolbatch.provider.ProviderBar;
import io.afterclose.symbolbatch.provider.sample.SampleMarket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A price file in the making: rows of the sample market, and any line a test wants in it. */
final class PriceFile {

  static final String HEADER = "symbol,date,open,high,low,close,adj_close,volume";

  private static final SampleMarket MARKET = new SampleMarket(NyseCalendar.standard());

  private final List<String> lines = new ArrayList<>();

  private PriceFile() {}

  static PriceFile empty() {
    return new PriceFile();
  }

  /** The eight factor ETFs on the sessions between two days. */
  static PriceFile ofFactorEtfs(String from, String to) {
    PriceFile file = new PriceFile();
    FactorEtfs.ALL.forEach(etf -> file.sample(etf.text(), from, to));
    return file;
  }

  /** A symbol of the sample market on the sessions between two days. */
  PriceFile sample(String symbol, String from, String to) {
    PriceRequest request =
        new PriceRequest(
            Symbol.of(symbol), AssetKind.LISTED, LocalDate.parse(from), LocalDate.parse(to));
    for (ProviderBar answered : MARKET.fetch(request).bars()) {
      ProviderBar.RawBar bar = (ProviderBar.RawBar) answered;
      lines.add(
          "%s,%s,%s,%s,%s,%s,%s,%s"
              .formatted(
                  symbol,
                  bar.date(),
                  bar.open(),
                  bar.high(),
                  bar.low(),
                  bar.close(),
                  bar.close(),
                  bar.volume()));
    }
    return this;
  }

  /** A row with nothing but a close, and 1000 shares traded. */
  PriceFile close(String symbol, String date, String close) {
    return line(symbol + "," + date + ",,,," + close + ",," + 1000);
  }

  PriceFile line(String line) {
    lines.add(line);
    return this;
  }

  /** The same file without a symbol's row of a date. */
  PriceFile without(String symbol, String date) {
    lines.removeIf(line -> line.startsWith(symbol + "," + date + ","));
    return this;
  }

  PriceFile reversed() {
    Collections.reverse(lines);
    return this;
  }

  /** Writes it into a folder under a name; returns where it is. */
  String in(Path folder, String name) {
    return written(folder.resolve(name), text().getBytes(UTF_8));
  }

  /** Writes it gzipped, only the first bytes of it. */
  String cutShort(Path folder, String name, int bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written(folder.resolve(name), java.util.Arrays.copyOf(zipped.toByteArray(), bytes));
  }

  private String text() {
    return HEADER + "\n" + String.join("\n", lines) + "\n";
  }

  private static String written(Path file, byte[] content) {
    try {
      return Files.write(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
