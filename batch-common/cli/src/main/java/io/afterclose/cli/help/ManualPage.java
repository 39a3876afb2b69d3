package io.afterclose.cli.help;

import io.afterclose.run.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command line as a manual page, in the language of man(7): commands, options, exit codes. */
final class ManualPage {

  private static final String END =
      """
      .SH EXIT STATUS
      .TP
      0
      Done, with or without warnings, or nothing to do.
      .TP
      1
      Failed; the log and history say why.
      .TP
      2
      The command, a setting or a credential is wrong, or a complete date was to be rerun without
      \\-\\-force; nothing was started.
      .TP
      3
      Finished, but more than 10 % of the portfolios failed.
      .TP
      4
      What the run needs is not there yet.
      .TP
      5
      Another run of the same date is active.
      .TP
      6
      The date is in the future, no session, or outside the calendar.
      .TP
      7
      The plan is not the one that \\-\\-expect\\-plan names; nothing was started.
      .TP
      75
      The database or all providers are down, or the time limit was reached: try again.
      .TP
      130, 143
      Ended by a signal; the next run resumes.
      .TP
      141
      Whoever read standard output has gone; the result is not complete.
      .SH ENVIRONMENT
      .B config show
      lists these variables with their values and where they came from.
      """;

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  /** The page of a whole command line. */
  static String of(CommandSpec root, String version, List<Setting> settings) {
    return new ManualPage().text(root, version, settings);
  }

  private String text(CommandSpec root, String version, List<Setting> settings) {
    page.append(
        ".TH \"%s\" \"1\" \"\" \"Afterclose %s\" \"Afterclose\"\n"
            .formatted(root.name().toUpperCase(Locale.ROOT), text(version)));
    page.append(".nh\n.ad l\n.SH NAME\n")
        .append(text(root.name()))
        .append(" \\- ")
        .append(description(root))
        .append("\n.SH SYNOPSIS\n.B ")
        .append(text(root.name()))
        .append("\n.I COMMAND\n[options]\n.SH COMMANDS\n");
    commands(root).forEach(this::command);
    page.append(END);
    settings.forEach(this::setting);
    return page.toString();
  }

  /** A command that has subcommands is described by those. */
  private static Stream<CommandSpec> commands(CommandSpec parent) {
    return parent.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(
            command -> command.subcommands().isEmpty() ? Stream.of(command) : commands(command));
  }

  private void command(CommandSpec command) {
    page.append(".SS \"").append(text(command.qualifiedName())).append("\"\n");
    page.append(description(command)).append('\n');
    command.positionalParameters().forEach(this::argument);
    command.options().stream()
        .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
        .forEach(this::argument);
  }

  private void argument(ArgSpec argument) {
    page.append(".TP\n").append(head(argument)).append('\n');
    String description = join(argument.description());
    page.append(description.isEmpty() ? "\\&" : description).append('\n');
  }

  private static String head(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String names =
          Arrays.stream(option.names())
              .map(name -> "\\fB" + text(name) + "\\fR")
              .collect(Collectors.joining(", "));
      return option.arity().max() == 0 ? names : names + " \\fI" + label(option) + "\\fR";
    }
    return "\\fI" + label((PositionalParamSpec) argument) + "\\fR";
  }

  private static String label(ArgSpec argument) {
    return text(argument.paramLabel().replaceAll("[<>]", ""))
        + (argument.required() && argument.group() == null && argument instanceof OptionSpec
            ? "\\fR (required)\\fI"
            : "");
  }

  private void setting(Setting setting) {
    String defaultValue =
        setting.defaultValue().isEmpty() ? "" : " (default " + setting.defaultValue() + ")";
    page.append(".TP\n\\fB" + text(setting.variable()) + "\\fR, " + text(setting.format()))
        .append(text(defaultValue))
        .append('\n')
        .append(text(setting.reason()))
        .append('\n');
  }

  private static String description(CommandSpec command) {
    return join(command.usageMessage().description());
  }

  private static String join(String... lines) {
    return List.of(lines).stream().map(ManualPage::text).collect(Collectors.joining("\n"));
  }

  /** No character of it is a command of the language any more. */
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
