package io.afterclose.page.chart;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bars in the rows of a table, each with its value as text beside it; values below 0 go to the
 * left. One that is not known says so and has no bar. A second kind of bar is hollow, so that no
 * colour is needed to tell the two apart.
 *
 * @param name what the bars show
 * @param labels the head of the first column
 * @param series the heads of the columns of values, one for each bar of a row
 * @param bars in their order
 */
public record BarChart(String name, String labels, List<String> series, List<Bar> bars)
    implements Content {

  private static final int WIDTH = 400;
  private static final int BAR = 14;
  private static final int SHORT = 12;

  public BarChart {
    series = List.copyOf(series);
    bars = List.copyOf(bars);
  }

  /**
   * A row.
   *
   * @param note below the label; empty for none
   * @param marks one for each series
   */
  public record Bar(String label, String note, List<Mark> marks) {

    public Bar {
      marks = List.copyOf(marks);
    }
  }

  /**
   * A bar.
   *
   * @param text its value, or {@code unknown}
   * @param title its value with all that belongs to it in words, or why it is unknown
   * @param span where it lies; null for none
   * @param interval where its value may lie; null for none
   */
  public record Mark(String text, String title, @Nullable Span span, @Nullable Span interval) {

    /** A bar from 0 to a value. */
    public static Mark of(double value, String text, String title) {
      return new Mark(text, title, new Span(0, value), null);
    }

    /** One that is not known. */
    public static Mark unknown(String why) {
      return new Mark("unknown", why, null, null);
    }
  }

  /** From one value to another, in either direction. */
  public record Span(double from, double to) {}

  @Override
  public void writeTo(TemplateOutput output) {
    ChartTemplates.write("chart/bars.jte", this, output);
  }

  /** Whether the first of its cells' columns of bars has anything to show. */
  public boolean drawn() {
    return spans().findAny().isPresent();
  }

  /** The classes of the table: a short one is not divided between printed pages. */
  public String style() {
    return bars.size() <= SHORT ? "bars short" : "bars";
  }

  /** The size of a row's picture. */
  public String viewBox() {
    return "0 0 " + WIDTH + " " + height();
  }

  /** Its height. */
  public int height() {
    return BAR * Math.max(1, series.size()) + 4;
  }

  /** Where 0 lies; null where the values do not come near it. */
  public @Nullable String zero() {
    return scale().low() > 0 || scale().high() < 0 ? null : x(0);
  }

  /** The marks of a row as shapes. */
  public List<Shape> shapes(Bar bar) {
    return IntStream.range(0, bar.marks().size())
        .filter(at -> bar.marks().get(at).span() != null)
        .mapToObj(at -> shape(bar, at))
        .toList();
  }

  /**
   * A drawn bar.
   *
   * @param style its classes
   * @param whisker the line of its interval; null for none
   */
  public record Shape(
      String style, String x, String y, String width, String title, @Nullable String whisker) {}

  private Shape shape(Bar bar, int at) {
    Mark mark = bar.marks().get(at);
    Span span = mark.span() == null ? new Span(0, 0) : mark.span();
    double left = scale().share(Math.min(span.from(), span.to())) * WIDTH;
    double right = scale().share(Math.max(span.from(), span.to())) * WIDTH;
    int top = 2 + BAR * at;
    return new Shape(
        "bar s" + (at + 1) + (span.to() < span.from() ? " minus" : " plus"),
        LineChart.number(left),
        String.valueOf(top + 1),
        LineChart.number(Math.max(right - left, 1)),
        bar.label() + ", " + (series.size() > 1 ? series.get(at) + ": " : "") + mark.title(),
        whisker(mark.interval(), top + BAR / 2));
  }

  private @Nullable String whisker(@Nullable Span interval, int middle) {
    if (interval == null) {
      return null;
    }
    String low = x(interval.from());
    String high = x(interval.to());
    String ends = " " + (middle - 3) + "v6M";
    return "M"
        + low
        + ends
        + low
        + " "
        + middle
        + "H"
        + high
        + "M"
        + high
        + " "
        + (middle - 3)
        + "v6";
  }

  private String x(double value) {
    return LineChart.number(scale().share(value) * WIDTH);
  }

  private Scale scale() {
    double[] ends = spans().flatMapToDouble(s -> DoubleStream.of(s.from(), s.to())).toArray();
    double low = DoubleStream.of(ends).min().orElse(0);
    double high = DoubleStream.of(ends).max().orElse(0);
    double margin = (high - low) / 50;
    return Scale.around(low - margin, high + margin);
  }

  private Stream<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Bar bar : bars) {
      for (Mark mark : bar.marks()) {
        if (mark.span() != null) {
          spans.add(mark.span());
        }
        if (mark.interval() != null) {
          spans.add(mark.interval());
        }
      }
    }
    return spans.stream();
  }
}
