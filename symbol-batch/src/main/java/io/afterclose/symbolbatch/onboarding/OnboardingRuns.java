package io.afterclose.symbolbatch.onboarding;

import io.afterclose.database.connection.Database;
import io.afterclose.run.name.RunScope;
import io.afterclose.run.outcome.RunOutcome;
import io.afterclose.symbolbatch.price.ProviderOptions;
import io.afterclose.symbolbatch.session.RunSettings;
import java.time.LocalDate;

/** The symbol job for a few symbols, as every other run of it. */
@FunctionalInterface
public interface OnboardingRuns {

  /**
   * Runs a session for a scope, whether that was done before or not; what was begun and not
   * completed is resumed.
   *
   * @throws io.afterclose.run.outcome.RunInProgressException when another process does the same
   */
  RunOutcome run(
      Database database,
      ProviderOptions providers,
      RunSettings settings,
      LocalDate session,
      RunScope scope);
}
