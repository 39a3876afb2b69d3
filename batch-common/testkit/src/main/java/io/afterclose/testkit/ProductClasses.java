package io.afterclose.testkit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * The product's own classes: no tests, neither in a module's folder nor, as in a packaged build, in
 * the test jar of a module below.
 */
public final class ProductClasses implements ImportOption {

  private static final ImportOption NO_TESTS = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return NO_TESTS.includes(location) && !location.contains("-tests.jar");
  }
}
