package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.run.execution.CommonSettings;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config show}. */
@Command(
    name = "config",
    description = "Shows every setting, its default and where it came from.",
    mixinStandardHelpOptions = true)
public final class ConfigCommand {

  private static final String OURS = "AFTERCLOSE_";

  private final ProcessContext process;
  private final List<Setting> settings;

  /**
   * @param ofJob the settings that only this job reads
   */
  public ConfigCommand(ProcessContext process, List<Setting> ofJob) {
    this.process = process;
    this.settings = Stream.concat(CommonSettings.ALL.stream(), ofJob.stream()).toList();
  }

  @Command(
      description =
          "Shows every environment variable that is read, with its format and reason;"
              + " keys, passwords and users of addresses are left out. A variable that begins"
              + " with AFTERCLOSE_ and is not read is shown as unknown.",
      mixinStandardHelpOptions = true)
  int show(@Mixin OutputOption output) {
    List<Shown> all =
        Stream.concat(settings.stream().map(this::shown), unknown().map(Shown::unknown)).toList();
    output.print(
        ResultTable.of(all)
            .column("setting", Shown::variable)
            .column("value", Shown::value)
            .column("default", shown -> shown.of(Setting::defaultValue))
            .column("origin", Shown::origin)
            .column("format", shown -> shown.of(Setting::format))
            .column("reason", shown -> shown.of(Setting::reason))
            .table());
    return ExitCode.DONE.code();
  }

  /**
   * A line.
   *
   * @param setting null for a variable that nothing reads
   */
  private record Shown(
      String variable, @Nullable String value, String origin, @Nullable Setting setting) {

    static Shown unknown(String variable) {
      return new Shown(variable, null, "environment, unknown", null);
    }

    @Nullable String of(Function<Setting, String> part) {
      return setting == null ? null : part.apply(setting);
    }
  }

  private Shown shown(Setting setting) {
    Optional<String> text = setting.text(process.environment());
    return new Shown(
        setting.variable(),
        text.map(setting::shown).orElse(setting.defaultValue()),
        text.isPresent() ? "environment" : "default",
        setting);
  }

  private Stream<String> unknown() {
    Set<String> names = settings.stream().map(Setting::variable).collect(Collectors.toSet());
    return process.environment().keySet().stream()
        .filter(name -> name.startsWith(OURS) && !names.contains(name))
        .sorted();
  }
}
