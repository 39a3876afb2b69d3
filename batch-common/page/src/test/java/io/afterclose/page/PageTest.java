package io.afterclose.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclose.page.Page.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frame of a page. */
final class PageTest {

  @Test
  void whatever_stands_in_it_is_text_and_no_tag() {
    assertThat(page("<script>alert(1)</script> & \u001b[31m \u202e").html())
        .contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; �[31m �</h1>")
        .doesNotContain("<script", "\u001b", "\u202e");
  }

  @Test
  void a_link_leads_to_a_section_and_runs_nothing() {
    assertThat(page("x").html())
        .contains("<a href=\"#here\">Here</a>")
        .doesNotContain("javascript:");
  }

  @Test
  void it_needs_nothing_from_elsewhere_and_the_same_values_give_the_same_bytes() {
    assertThat(page("x").html())
        .contains("default-src 'none'", ".own { color: red; }", "prefers-color-scheme", "@page")
        .doesNotContainPattern("(?i)<(script|link|img|iframe|object)\\b|https?:|@import|url\\(")
        .isEqualTo(page("x").html());
  }

  private static Page page(String title) {
    return new Page(
        title,
        output -> output.writeContent("<p>below</p>"),
        List.of(new Link("#here", "Here"), new Link("javascript:alert(1)", "There")),
        ".own { color: red; }\n",
        output -> output.writeContent("<section id=\"here\"></section>"));
  }
}
