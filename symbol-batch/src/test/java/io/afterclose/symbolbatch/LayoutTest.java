package io.afterclose.symbolbatch;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.afterclose.testkit.LayoutRules;
import io.afterclose.testkit.ProductClasses;

/** The layout of this job and of the modules it uses. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = ProductClasses.class)
class LayoutTest {

  private static final String JOB = "io.afterclose.symbolbatch";

  @ArchTest static final ArchTests everywhere = ArchTests.in(LayoutRules.class);

  @ArchTest
  static final ArchRule features_meet_only_in_the_root =
      LayoutRules.featuresMeetOnlyInTheRoot(
          JOB, "* -> session", "price -> provider", "onboarding -> price");

  @ArchTest static final ArchRule the_root_is_small = LayoutRules.rootIsSmall(JOB);
}
