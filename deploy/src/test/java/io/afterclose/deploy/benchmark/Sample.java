package io.afterclose.deploy.benchmark;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One run of a job, and of what runs beside it on the same state.
 *
 * @param seconds of the whole process
 * @param cpuSeconds that its threads computed, which other work on the machine hardly changes
 * @param jobSeconds from the first execution's start to the last one's end, by the job repository;
 *     NaN where it began none
 * @param steps seconds of each step
 * @param peakBytes of the process; empty where the system does not tell
 * @param statements that the database was sent; empty where it does not count
 * @param boundSeconds NaN without a bound
 * @param peerSeconds of the peer's work, without its start and imports; NaN without a peer
 * @param peerProcessSeconds of the peer's whole process
 */
record Sample(
    double seconds,
    double cpuSeconds,
    double jobSeconds,
    Map<String, Double> steps,
    OptionalLong peakBytes,
    OptionalLong statements,
    double boundSeconds,
    double peerSeconds,
    double peerProcessSeconds) {}
