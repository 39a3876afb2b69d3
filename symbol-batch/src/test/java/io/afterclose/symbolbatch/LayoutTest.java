package io.afterclose.symbolbatch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;

/** The layout of this job and of the boxes it uses, as the compiler cannot see it. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = DoNotIncludeTests.class)
class LayoutTest {

  @ArchTest
  static final ArchRule features_meet_only_in_the_job =
      slices()
          .matching("io.afterclose.symbolbatch.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.afterclose.symbolbatch.."),
              resideInAnyPackage(
                  "io.afterclose.symbolbatch.night..", "io.afterclose.symbolbatch.input.."));

  @ArchTest
  static final ArchRule no_package_is_in_a_cycle =
      slices().matching("io.afterclose.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_stores_speak_sql =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .doNotHaveSimpleName("ReturnsLoader")
          .and()
          .resideOutsideOfPackages("io.afterclose.database..", "io.afterclose.testkit..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.springframework.jdbc.core..")
                  .or(assignableTo(Statement.class))
                  .or(assignableTo(ResultSet.class)))
          .because("a statement lives in the one store of its table")
          .as("only *Store and ReturnsLoader speak SQL");

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.afterclose.testkit..")
          .should()
          .callMethodWhere(nowWithoutAClock());

  @ArchTest
  static final ArchRule no_drawers =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..core..", "..helper..", "..shared..", "..misc..");

  @ArchTest
  static final ArchRule market_and_run_are_strangers =
      noClasses()
          .that()
          .resideInAPackage("io.afterclose.market..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.afterclose.run..");

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall>
      nowWithoutAClock() {
    return describe(
        "now() of java.time without a Clock",
        call -> {
          MethodCallTarget target = call.getTarget();
          return target.getName().equals("now")
              && target.getOwner().getPackageName().equals("java.time")
              && target.getRawParameterTypes().stream()
                  .noneMatch(type -> type.isEquivalentTo(Clock.class));
        });
  }
}
