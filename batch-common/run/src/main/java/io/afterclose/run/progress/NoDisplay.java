package io.afterclose.run.progress;

/** Nobody is looking: the one line at the end of a phase is all there is. */
final class NoDisplay implements ProgressDisplay {

  @Override
  public void begin(String title) {}

  @Override
  public void expect(long items) {}

  @Override
  public void advance(long items) {}

  @Override
  public void end() {}
}
