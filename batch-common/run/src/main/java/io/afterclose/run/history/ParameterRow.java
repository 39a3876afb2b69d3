package io.afterclose.run.history;

/**
 * A parameter of an execution.
 *
 * @param identifying whether it is part of what the run is
 */
public record ParameterRow(String name, String value, boolean identifying) {}
