package io.afterclose.symbolbatch.session;

import io.afterclose.run.execution.TimeLimit;
import io.afterclose.run.name.Source;

/**
 * How runs are done.
 *
 * @param chunkSize symbols per transaction
 * @param timeLimit of each run
 * @param source what starts them
 */
public record RunSettings(ChunkSize chunkSize, TimeLimit timeLimit, Source source) {}
