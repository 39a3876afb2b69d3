package io.afterclose.report;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.afterclose.testkit.LayoutRules;
import io.afterclose.testkit.ProductClasses;

/** The layout of this module and of those it uses. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = ProductClasses.class)
class LayoutTest {

  @ArchTest static final ArchTests everywhere = ArchTests.in(LayoutRules.class);
}
