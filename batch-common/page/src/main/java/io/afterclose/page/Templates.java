package io.afterclose.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * The templates of a module, compiled by its build from {@code src/main/jte}. What they insert is
 * escaped for the place it stands in.
 */
public final class Templates {

  private final TemplateEngine engine;

  private Templates(TemplateEngine engine) {
    this.engine = engine;
  }

  /**
   * Those below a package.
   *
   * @param packageName the module's {@code templates.package}
   */
  public static Templates of(String packageName) {
    return new Templates(
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), packageName));
  }

  /**
   * A part of a page; it is written where a template or a page inserts it.
   *
   * @param name of the template, such as {@code history/page/runs.jte}
   * @param model its one parameter
   */
  public Content content(String name, Object model) {
    return output -> engine.render(name, model, output);
  }

  /**
   * The text that a template makes of a model. Invisible characters, which can turn its words
   * around, are replaced.
   */
  public String html(String name, Object model) {
    StringOutput output = new StringOutput();
    engine.render(name, model, output);
    return VisibleText.of(output.toString());
  }
}
