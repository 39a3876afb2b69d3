package io.afterclose.portfoliorefresh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.afterclose.testkit.LayoutRules;
import io.afterclose.testkit.ProductClasses;
import java.time.Clock;

/** The layout of this job and of the modules it uses. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = ProductClasses.class)
class LayoutTest {

  private static final String JOB = "io.afterclose.portfoliorefresh";

  @ArchTest static final ArchTests everywhere = ArchTests.in(LayoutRules.class);

  @ArchTest
  static final ArchRule features_meet_only_in_the_root =
      LayoutRules.featuresMeetOnlyInTheRoot(
          JOB,
          "gap -> valuation",
          "exposure -> gap",
          "refresh -> gap",
          "snapshot -> refresh, gap, valuation",
          "analytics -> refresh, gap, snapshot, valuation",
          "report -> analytics, refresh, snapshot, valuation",
          "keeping -> broker, refresh, snapshot, valuation",
          "onboarding -> keeping, refresh, snapshot, gap, analytics");

  @ArchTest static final ArchRule the_root_is_small = LayoutRules.rootIsSmall(JOB);

  @ArchTest
  static final ArchRule a_snapshot_knows_no_clock =
      noClasses()
          .that()
          .resideInAnyPackage("..valuation..", "..gap..")
          .or()
          .haveSimpleName("SnapshotCalculator")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("nothing may branch on whether a date is today");
}
