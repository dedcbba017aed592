package dev.millrace.messaging.failure;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.millrace.faults.InjectedFaultException;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.wire.LostSchemasException;
import dev.millrace.messaging.wire.RegistryException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.bson.BsonMaximumSizeExceededException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** The types of exceptions that decide what a failure means. */
final class FailureTypes {

    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            UnavailableException.class,
            InjectedFaultException.class,
            RegistryException.class,
            LostSchemasException.class,
            TransientDataAccessException.class,
            DataAccessResourceFailureException.class,
            PermissionDeniedDataAccessException.class,
            RetriableException.class,
            AuthorizationException.class,
            AuthenticationException.class,
            InterruptException.class,
            MongoSocketException.class,
            MongoTimeoutException.class,
            MongoExecutionTimeoutException.class,
            MongoServerUnavailableException.class,
            MongoConnectionPoolClearedException.class,
            MongoCursorNotFoundException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class,
            MongoStalePrimaryException.class,
            MongoWriteConcernException.class,
            MongoSecurityException.class,
            MongoInterruptedException.class,
            IOException.class,
            UncheckedIOException.class);

    /** Input and output that fail because of what a file holds or because there is none; the disk is fine. */
    private static final List<Class<? extends IOException>> ABOUT_THE_DATA = List.of(
            EOFException.class,
            ZipException.class,
            CharacterCodingException.class,
            FileNotFoundException.class,
            NoSuchFileException.class);

    /** What stores answer to a document above their limit. */
    private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

    private FailureTypes() {}

    static boolean isOutage(Throwable failure) {
        boolean retryable = failure instanceof MongoException mongo && mongo.hasErrorLabel("RetryableWriteError");
        return retryable || (isAny(OUTAGES, failure) && !isAny(ABOUT_THE_DATA, failure));
    }

    static boolean isDocumentTooLarge(Throwable failure) {
        return failure instanceof BsonMaximumSizeExceededException
                || (failure instanceof MongoException mongo && TOO_LARGE.contains(mongo.getCode()));
    }

    static Throwable unwrapped(Throwable thrown) {
        var failure = thrown;
        var cause = failure.getCause();
        while (cause != null && wraps(failure, cause)) {
            failure = cause;
            cause = failure.getCause();
        }
        return failure;
    }

    /** Whether a library has put this exception around whatever it was that happened. */
    private static boolean wraps(Throwable failure, Throwable cause) {
        return switch (failure) {
            case ExecutionException execution -> true;
            case CompletionException completion -> true;
            case ListenerExecutionFailedException listener -> true;
            case org.springframework.kafka.KafkaException kafka -> true;
            case UncheckedIOException io -> io.getClass() == UncheckedIOException.class;
            case KafkaException kafka -> kafka.getClass() == KafkaException.class;
            case DataAccessException store ->
                !isAny(OUTAGES, store)
                        && (cause instanceof MongoException || cause instanceof BsonMaximumSizeExceededException);
            default -> false;
        };
    }

    private static boolean isAny(List<? extends Class<? extends Throwable>> types, Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure));
    }
}
