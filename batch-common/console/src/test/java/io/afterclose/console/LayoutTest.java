package io.afterclose.console;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.afterclose.testkit.LayoutRules;
import io.afterclose.testkit.ProductClasses;

/** The layout of the console and of the modules it uses. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = ProductClasses.class)
class LayoutTest {

  private static final String CONSOLE = "io.afterclose.console";

  @ArchTest static final ArchTests everywhere = ArchTests.in(LayoutRules.class);

  @ArchTest static final ArchRule the_root_is_small = LayoutRules.rootIsSmall(CONSOLE);

  /** What every feature needs to answer at all; beyond it, they do not know each other. */
  @ArchTest
  static final ArchRule features_meet_only_in_the_root =
      LayoutRules.featuresMeetOnlyInTheRoot(
          CONSOLE,
          "* -> access, problem, pages",
          "account -> audit, connection",
          "admin -> account, audit",
          "doctor -> account, child, connection",
          "explanation -> child",
          "session -> account, audit",
          "onboarding -> audit, child",
          "request -> audit, child",
          "schedule -> audit, request",
          "portfolios -> symbols",
          "serve -> account, child, connection, health, request, session, symbols",
          "symbols -> audit, connection, health",
          "exposure -> symbols");
}
