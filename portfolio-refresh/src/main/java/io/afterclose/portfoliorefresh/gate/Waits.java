package io.afterclose.portfoliorefresh.gate;

/**
 * How long a run waits before it begins.
 *
 * @param gate for the symbol job
 * @param onboarding for symbols being onboarded
 */
public record Waits(GateWait gate, OnboardingWait onboarding) {}
