package dev.millrace.serving.prediction.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;

/** Tells failures that a record is itself the cause of from those that pass. */
final class Unsendable {

    private Unsendable() {}

    static boolean isCause(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause instanceof CompletionException
                || cause instanceof ExecutionException
                || cause instanceof KafkaException) {
            cause = cause.getCause();
        }
        return cause instanceof RecordTooLargeException
                || cause instanceof RecordBatchTooLargeException
                || cause instanceof SerializationException;
    }
}
