package dev.millrace.monitoring.feedback;

import java.util.concurrent.CompletableFuture;

/** The topic that labels are published to. What is sent to it again is no second label. */
public interface LabelTopic {

    /** How many partitions it has. */
    int partitions();

    /** Completes when the broker has the label. */
    CompletableFuture<Void> send(String project, String model, Label label, int partition);
}
