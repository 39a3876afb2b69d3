package io.afterclose.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A page in one file, without a script and without anything from elsewhere. The same values give
 * the same bytes.
 *
 * @param title what the window and its heading say
 * @param introduction below the heading
 * @param links to the sections, or to other pages, in their order
 * @param style rules of this page, after those of all pages
 * @param body the sections
 */
public record Page(
    String title, Content introduction, List<Link> links, String style, Content body) {

  private static final Templates TEMPLATES = Templates.of("io.afterclose.page");

  public Page {
    links = List.copyOf(links);
  }

  /**
   * A link of the page's navigation.
   *
   * @param target {@code #} and the id of a section, or the name of a file beside the page
   */
  public record Link(String target, String text) {}

  /** The page as text. */
  public String html() {
    return TEMPLATES.html("page.jte", this);
  }

  /** The rules of all pages, then its own. */
  public String rules() {
    return resource("/page/page.css") + style;
  }

  /**
   * A style sheet of a module.
   *
   * @param path absolute, on the class path
   * @throws IllegalStateException if the build left it out
   */
  public static String resource(String path) {
    try (InputStream resource = Page.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new IllegalStateException("the build left out " + path);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
