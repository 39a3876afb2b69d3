package io.afterclose.page.chart;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * A value over time as a line, its area filled towards 0 or the lowest level. It fits any width:
 * the words stand beside the picture. A sample without a value is a gap that says why.
 */
public final class LineChart implements Content {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 200;
  private static final int LEVELS = 4;
  private static final int DATES = 4;

  /** More of them only make the page long; none is narrower than it can be pointed at. */
  private static final int MARKS = 250;

  private final String name;
  private final List<Sample> samples;
  private final DoubleFunction<String> text;
  private final DoubleFunction<String> level;
  private final double lowest;
  private final double highest;
  private final Scale scale;
  private final double floor;

  /**
   * A chart.
   *
   * @param name what the value is
   * @param samples ascending by date
   * @param text how a value is written
   * @param level how a level is, which may be shorter
   * @param base what the levels include
   */
  public LineChart(
      String name,
      List<Sample> samples,
      DoubleFunction<String> text,
      DoubleFunction<String> level,
      Base base) {
    this.name = name;
    this.samples = List.copyOf(samples);
    this.text = text;
    this.level = level;
    this.lowest = known().mapToDouble(Sample::value).min().orElse(0);
    this.highest = known().mapToDouble(Sample::value).max().orElse(0);
    boolean zero = base == Base.ZERO;
    this.scale =
        zero
            ? Scale.around(Math.min(0, lowest), Math.max(0, highest))
            : Scale.around(lowest, highest);
    this.floor = zero ? 0 : scale.low();
  }

  /** What the levels include besides the values. */
  public enum Base {
    /** Nothing: the line fills the height. */
    FITTED,
    /** Zero. */
    ZERO
  }

  /**
   * A value of a day.
   *
   * @param value finite; NaN where there is none
   * @param unknown why there is none; empty where there is one
   */
  public record Sample(LocalDate date, double value, String unknown) {

    boolean known() {
      return Double.isFinite(value);
    }
  }

  @Override
  public void writeTo(TemplateOutput output) {
    ChartTemplates.write("chart/line.jte", this, output);
  }

  /** What the value is. */
  public String name() {
    return name;
  }

  /** Whether there is a line to draw. */
  public boolean drawn() {
    return known().count() > 1;
  }

  /** What it shows in a sentence. */
  public String summary() {
    List<Sample> known = known().toList();
    if (known.isEmpty()) {
      return name + ": no value is known";
    }
    Sample last = known.get(known.size() - 1);
    String sentence =
        String.format(
            Locale.ROOT,
            "%s: %d %s from %s to %s, lowest %s, highest %s, last %s",
            name,
            known.size(),
            known.size() == 1 ? "session" : "sessions",
            known.get(0).date(),
            last.date(),
            text.apply(lowest),
            text.apply(highest),
            text.apply(last.value()));
    long gaps = samples.size() - (long) known.size();
    return gaps == 0 ? sentence : sentence + ", " + gaps + " without a value";
  }

  /** The words of the levels, from top to bottom. */
  public List<String> levels() {
    List<String> levels = new ArrayList<>();
    for (int at = LEVELS; at >= 0; at--) {
      levels.add(level.apply(scale.at((double) at / LEVELS)));
    }
    return levels;
  }

  /** Where the levels lie. */
  public List<String> levelLines() {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at <= LEVELS; at++) {
      lines.add(number((double) HEIGHT * at / LEVELS));
    }
    return lines;
  }

  /** Dates at equal distances; the first and the last are those of the samples. */
  public List<LocalDate> dates() {
    List<LocalDate> dates = new ArrayList<>();
    for (int at = 0; at <= DATES; at++) {
      LocalDate date = samples.get((samples.size() - 1) * at / DATES).date();
      if (dates.isEmpty() || date.isAfter(dates.get(dates.size() - 1))) {
        dates.add(date);
      }
    }
    return dates;
  }

  /** The line, interrupted where there is no value. */
  public String line() {
    StringBuilder line = new StringBuilder();
    boolean open = false;
    for (int at = 0; at < samples.size(); at++) {
      if (samples.get(at).known()) {
        boolean alone = !open && (at + 1 == samples.size() || !samples.get(at + 1).known());
        line.append(open ? 'L' : 'M').append(point(at)).append(alone ? "h0" : "");
      }
      open = samples.get(at).known();
    }
    return line.toString();
  }

  /** What lies between the line and its base. */
  public String area() {
    String bottom = number(y(floor));
    StringBuilder area = new StringBuilder();
    for (int at = 0; at < samples.size(); at++) {
      if (samples.get(at).known()) {
        boolean first = at == 0 || !samples.get(at - 1).known();
        boolean last = at + 1 == samples.size() || !samples.get(at + 1).known();
        area.append(first ? "M" + number(x(at)) + " " + bottom : "").append('L').append(point(at));
        area.append(last ? "L" + number(x(at)) + " " + bottom + "z" : "");
      }
    }
    return area.toString();
  }

  /** Bands to point at, each with the words of its day. */
  public List<Band> bands() {
    int step = (samples.size() + MARKS - 1) / MARKS;
    List<Band> bands = new ArrayList<>();
    for (int at = 0; at < samples.size(); at++) {
      Sample sample = samples.get(at);
      boolean told =
          at % step == 0
              || at + 1 == samples.size()
              || !sample.known()
              || sample.value() == lowest
              || sample.value() == highest;
      if (told) {
        double left = Math.max(0, x(at) - width() / 2);
        double right = Math.min(WIDTH, x(at) + width() / 2);
        bands.add(new Band(number(left), number(right - left), words(sample), sample.known()));
      }
    }
    return bands;
  }

  /**
   * A band over the height of the picture.
   *
   * @param known false for one that has no value
   */
  public record Band(String x, String width, String words, boolean known) {}

  private String words(Sample sample) {
    return sample.known()
        ? sample.date() + ": " + text.apply(sample.value())
        : sample.date() + ": unknown, " + sample.unknown();
  }

  private double width() {
    return samples.size() == 1 ? WIDTH : (double) WIDTH / (samples.size() - 1);
  }

  private String point(int at) {
    return number(x(at)) + " " + number(y(samples.get(at).value()));
  }

  private double x(int at) {
    return samples.size() == 1 ? WIDTH / 2.0 : (double) WIDTH * at / (samples.size() - 1);
  }

  private double y(double value) {
    return HEIGHT * (1 - scale.share(value));
  }

  private Stream<Sample> known() {
    return samples.stream().filter(Sample::known);
  }

  static String number(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
