package io.afterclose.run.progress;

/** Where progress is drawn while a phase works. Called by several threads. */
public interface ProgressDisplay {

  /** A bar on the error stream where a person is looking, else nothing. */
  static ProgressDisplay forThisProcess() {
    return Terminal.interactive() ? new TerminalBar() : new NoDisplay();
  }

  void begin(String title);

  void expect(long items);

  void advance(long items);

  void end();
}
