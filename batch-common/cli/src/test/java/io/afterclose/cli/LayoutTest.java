package io.afterclose.cli;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.afterclose.testkit.LayoutRules;

/** The layout of this module and of those it uses. */
@AnalyzeClasses(packages = "io.afterclose", importOptions = DoNotIncludeTests.class)
class LayoutTest {

  @ArchTest static final ArchTests everywhere = ArchTests.in(LayoutRules.class);
}
