package io.afterclose.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * The layout that holds for every module, as the compiler cannot see it. A module's LayoutTest runs
 * them by {@code ArchTests.in(LayoutRules.class)} on its own class path and adds its own rules.
 */
public final class LayoutRules {

  private static final int TYPES_IN_A_ROOT = 8;

  @ArchTest
  static final ArchRule no_package_is_in_a_cycle =
      slices().matching("io.afterclose.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_stores_speak_sql =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .resideOutsideOfPackages("io.afterclose.database..", "io.afterclose.testkit..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.springframework.jdbc.core..")
                  .or(assignableTo(Statement.class))
                  .or(assignableTo(ResultSet.class)))
          .because("a statement lives in the one store of its table")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.afterclose.testkit..")
          .should()
          .callMethodWhere(nowWithoutAClock())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_drawers =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..common..", "..core..", "..helper..", "..shared..", "..misc..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule stores_of_data_do_not_know_runs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.afterclose.market..", "io.afterclose.portfolio..", "io.afterclose.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.afterclose.run..", "io.afterclose.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_engine_does_not_know_the_command_line =
      noClasses()
          .that()
          .resideInAPackage("io.afterclose.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.afterclose.cli..", "picocli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pages_are_functions_of_values =
      classes()
          .that()
          .resideInAPackage("io.afterclose.page..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.afterclose.page..", "java..", "javax..", "gg.jte..", "org.jspecify..")
          .allowEmptyShould(true);

  private LayoutRules() {}

  /**
   * Features of a job meet in its root only.
   *
   * @param job the root package of the job
   * @param edges allowed besides, each as {@code from -> to, to}
   */
  public static ArchRule featuresMeetOnlyInTheRoot(String job, String... edges) {
    var rule = slices().matching(job + ".(*)..").should().notDependOnEachOther();
    for (String edge : edges) {
      String[] ends = edge.split(" -> ", 2);
      for (String to : ends[1].split(", ", -1)) {
        rule =
            rule.ignoreDependency(
                ends[0].equals("*") ? alwaysTrue() : resideInAPackage(job + "." + ends[0] + ".."),
                resideInAPackage(job + "." + to + ".."));
      }
    }
    return rule;
  }

  /** The root of a job holds its main class, its job, its beans, its commands and its runs. */
  public static ArchRule rootIsSmall(String job) {
    return classes()
        .that(
            resideInAPackage(job)
                .and(not(describe("nested", JavaClass::isNestedClass)))
                .and(not(describe("package-info", type -> type.getSimpleName().contains("-")))))
        .should(beFew());
  }

  private static ArchCondition<JavaClass> beFew() {
    return new ArchCondition<>("be at most " + TYPES_IN_A_ROOT) {

      private Collection<JavaClass> types = List.of();

      @Override
      public void init(Collection<JavaClass> all) {
        types = all;
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        // judged for all of them at the end
      }

      @Override
      public void finish(ConditionEvents events) {
        if (types.size() > TYPES_IN_A_ROOT) {
          events.add(
              SimpleConditionEvent.violated(
                  types,
                  types.size() + " types: " + types.stream().map(JavaClass::getName).toList()));
        }
      }
    };
  }

  private static DescribedPredicate<JavaMethodCall> nowWithoutAClock() {
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
