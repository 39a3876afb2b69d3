package io.afterclose.cli.operate;

import io.afterclose.cli.command.ExitCode;
import io.afterclose.cli.output.OutputOption;
import io.afterclose.cli.output.ResultTable;
import io.afterclose.run.execution.ProcessContext;
import io.afterclose.run.settings.CommonSettings;
import io.afterclose.run.settings.KnownSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final List<KnownSetting> known;

  /**
   * @param ofJob what only this job reads
   */
  public ConfigCommand(ProcessContext process, List<KnownSetting> ofJob) {
    this.process = process;
    this.known = new ArrayList<>(CommonSettings.ALL);
    this.known.addAll(ofJob);
  }

  @Command(
      description = {
        "Shows every environment variable that is read; keys, passwords and users of addresses are"
            + " left out.",
        "A variable that begins with AFTERCLOSE_ and is not read is shown as unknown."
      },
      mixinStandardHelpOptions = true)
  int show(@Mixin OutputOption output) {
    ResultTable result = ResultTable.of("setting", "value", "default", "origin");
    known.forEach(setting -> add(result, setting));
    unknown().forEach(variable -> result.add(variable, null, null, "environment, unknown"));
    output.print(result);
    return ExitCode.DONE.code();
  }

  /** A blank variable counts as not set. */
  private void add(ResultTable result, KnownSetting setting) {
    String written = process.environment().getOrDefault(setting.variable(), "").strip();
    boolean set = !written.isEmpty();
    result.add(
        setting.variable(),
        set ? setting.shown(written) : setting.byDefault(),
        setting.byDefault(),
        set ? "environment" : "default");
  }

  private List<String> unknown() {
    Set<String> names = known.stream().map(KnownSetting::variable).collect(Collectors.toSet());
    return process.environment().keySet().stream()
        .filter(name -> name.startsWith(OURS) && !names.contains(name))
        .sorted()
        .toList();
  }
}
