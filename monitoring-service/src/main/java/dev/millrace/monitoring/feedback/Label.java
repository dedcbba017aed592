package dev.millrace.monitoring.feedback;

import java.time.Instant;

/** The truth about one prediction. */
public record Label(String predictionId, String label, Instant observedAt) {}
