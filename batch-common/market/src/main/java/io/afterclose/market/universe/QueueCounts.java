package io.afterclose.market.universe;

/** How many symbols of the onboarding queue wait, are worked on, and were given up. */
public record QueueCounts(int pending, int processing, int failed) {}
