package io.afterclose.run.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.parameters.JobParameter;

final class RunRequestTest {

  private static final LocalDate DATE = LocalDate.of(2022, 6, 30);
  private static final RunRequest NIGHT = new RunRequest(DATE, "all", 1, Source.CRON);

  @Test
  void date_scope_and_revision_identify_a_run_and_nothing_else_does() {
    assertThat(
            NIGHT.toJobParameters().getIdentifyingParameters().stream()
                .map(JobParameter::name)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("targetDate", "scope", "revision");
    assertThat(NIGHT.toJobParameters().getString("source")).isEqualTo("cron");
  }

  @ParameterizedTest
  @EnumSource
  void whoever_asks_means_the_same_run(Source source) {
    assertThat(key(new RunRequest(DATE, "all", 1, source))).isEqualTo(key(NIGHT));
  }

  @Test
  void another_date_scope_or_revision_is_another_run() {
    assertThat(key(new RunRequest(DATE.plusDays(1), "all", 1, Source.CRON)))
        .isNotEqualTo(key(NIGHT));
    assertThat(key(new RunRequest(DATE, "portfolio 7", 1, Source.CRON))).isNotEqualTo(key(NIGHT));
    assertThat(key(NIGHT.nextRevision())).isNotEqualTo(key(NIGHT));
  }

  @Test
  void a_night_is_revision_one_of_everything() {
    assertThat(NIGHT.scope()).isEqualTo("all");
    assertThat(NIGHT.revision()).isEqualTo(1);
    assertThat(NIGHT.nextRevision().revision()).isEqualTo(2);
  }

  @Test
  void revisions_count_from_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunRequest(DATE, "all", 0, Source.CRON));
  }

  @Test
  void the_jobs_names_are_keys_that_never_change() {
    assertThat(JobName.SYMBOL_BATCH.text()).isEqualTo("symbol-batch");
    assertThat(JobName.PORTFOLIO_REFRESH.text()).isEqualTo("portfolio-refresh");
  }

  private static String key(RunRequest run) {
    return new DefaultJobKeyGenerator().generateKey(run.toJobParameters());
  }
}
