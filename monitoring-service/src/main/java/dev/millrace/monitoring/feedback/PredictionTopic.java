package dev.millrace.monitoring.feedback;

/** The topic that predictions come by. */
@FunctionalInterface
public interface PredictionTopic {

    /** Whether all that was on it a moment ago is read; false where nobody can say. */
    boolean isRead();
}
