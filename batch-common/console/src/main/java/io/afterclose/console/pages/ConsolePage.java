package io.afterclose.console.pages;

import gg.jte.Content;
import io.afterclose.console.access.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page within the console's layout.
 *
 * @param path of the request, so that the navigation marks where it is
 * @param actor null for somebody who has not logged in
 * @param version of the product
 */
record ConsolePage(
    String title,
    String path,
    List<NavigationLink> navigation,
    @Nullable Actor actor,
    Form form,
    String version,
    Content body) {

  boolean isHere(NavigationLink link) {
    return path.equals(link.path()) || path.startsWith(link.path() + "/");
  }
}
