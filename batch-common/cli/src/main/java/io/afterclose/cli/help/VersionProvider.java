package io.afterclose.cli.help;

import io.afterclose.run.execution.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"afterclose " + Version.text()};
  }
}
