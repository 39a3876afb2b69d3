package io.afterclose.page.chart;

import gg.jte.TemplateOutput;
import io.afterclose.page.Templates;

/** The templates of the charts. */
final class ChartTemplates {

  private static final Templates TEMPLATES = Templates.of("io.afterclose.page");

  private ChartTemplates() {}

  static void write(String name, Object chart, TemplateOutput output) {
    TEMPLATES.content(name, chart).writeTo(output);
  }
}
