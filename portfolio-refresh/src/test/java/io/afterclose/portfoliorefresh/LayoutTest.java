package io.afterclose.portfoliorefresh;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layout of this job; what holds for the shelf is tested beside the symbol job. */
@AnalyzeClasses(
    packages = "io.afterclose.portfoliorefresh",
    importOptions = DoNotIncludeTests.class)
class LayoutTest {

  @ArchTest
  static final ArchRule features_meet_only_in_the_job =
      slices()
          .matching("io.afterclose.portfoliorefresh.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.afterclose.portfoliorefresh.."),
              resideInAPackage("io.afterclose.portfoliorefresh.portfolio.."))
          .ignoreDependency(
              resideInAPackage("io.afterclose.portfoliorefresh.snapshot.."),
              resideInAPackage("io.afterclose.portfoliorefresh.valuation.."));

  @ArchTest
  static final ArchRule no_package_is_in_a_cycle =
      slices().matching("io.afterclose.portfoliorefresh.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_stores_speak_sql =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc.core..", "java.sql..");

  @ArchTest
  static final ArchRule no_drawers =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..core..", "..helper..", "..shared..", "..misc..");

  @ArchTest
  static final ArchRule a_snapshot_knows_no_clock =
      noClasses()
          .that()
          .resideInAnyPackage("..valuation..", "..gap..")
          .or()
          .haveSimpleName("SnapshotCalculator")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class)
          .because("nothing may branch on whether a date is today");
}
