package dev.millrace.monitoring.feedback;

import java.time.Instant;

/** The truth about one prediction: the class, or the number as text. */
public record Label(String predictionId, String label, Instant observedAt) {}
