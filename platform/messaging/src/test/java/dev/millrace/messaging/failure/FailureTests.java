package dev.millrace.messaging.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.UnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/** Each type of exception once, with what it means. */
class FailureTests {

    private static final ServerAddress STORE = new ServerAddress("store");

    static Stream<Arguments> outages() {
        return Stream.of(
                        UnavailableException.notYet("not yet"),
                        new QueryTimeoutException("slow"),
                        new TransientDataAccessResourceException("full pool"),
                        new DataAccessResourceFailureException("no store"),
                        new PermissionDeniedDataAccessException("the password has expired", new IOException()),
                        uncategorized(new MongoNotPrimaryException(answer(10107), STORE)),
                        new MongoSocketReadException("closed", STORE),
                        new MongoTimeoutException("no server"),
                        new MongoExecutionTimeoutException(50, "too slow"),
                        new MongoNotPrimaryException(answer(10107), STORE),
                        new MongoNodeIsRecoveringException(answer(11600), STORE),
                        new MongoInterruptedException("stopped", new InterruptedException()),
                        retryable(),
                        new TimeoutException("no broker"),
                        new NotLeaderOrFollowerException("elsewhere"),
                        new UnknownTopicOrPartitionException("not made yet"),
                        new TopicAuthorizationException("data.arrived"),
                        new SaslAuthenticationException("the password has expired"),
                        new InterruptException("stopped"),
                        new KafkaException("not sent", new TimeoutException("no broker")),
                        new org.springframework.kafka.KafkaException("not sent", new TimeoutException("no broker")),
                        new IOException("No space left on device"),
                        new UncheckedIOException(new IOException("Input/output error")),
                        new StorageAwayException(),
                        new ExecutionException(new IOException("Input/output error")),
                        new CompletionException(new TimeoutException("no broker")),
                        new ListenerExecutionFailedException("failed", new MongoTimeoutException("no server")))
                .map(failure -> arguments(failure.getClass().getSimpleName(), failure));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void waitsWhileWhatWeStandOnIsAway(String type, Throwable failure) {
        assertThat(Failure.of(failure)).isInstanceOf(Failure.Wait.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("ILLEGAL_TRANSITION", new ParkedException("ILLEGAL_TRANSITION", "too early", false)),
                arguments("RECORD_TOO_LARGE", new RecordTooLargeException("2 MiB")),
                arguments("RECORD_TOO_LARGE", new ExecutionException(new RecordTooLargeException("2 MiB"))),
                arguments("DOCUMENT_TOO_LARGE", new BsonMaximumSizeExceededException("17 MiB")),
                arguments("DOCUMENT_TOO_LARGE", new MongoCommandException(answer(10334), STORE)),
                arguments("DOCUMENT_TOO_LARGE", uncategorized(new MongoCommandException(answer(17419), STORE))),
                arguments(
                        "DOCUMENT_TOO_LARGE",
                        new DataIntegrityViolationException("too large", new MongoException(17420, "17 MiB"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void refusesWhatCanNeverBeHandled(String code, Throwable failure) {
        assertThat(Failure.of(failure))
                .isInstanceOfSatisfying(
                        Failure.Refuse.class,
                        refuse -> assertThat(refuse.why().code()).isEqualTo(code));
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                        new IllegalStateException("never"),
                        new IllegalStateException("wrapped by a feature", new IOException("gone")),
                        new RuntimeException(new MongoTimeoutException("wrapped by a feature")),
                        new NullPointerException(),
                        new AvroTypeException("no default"),
                        new java.util.concurrent.TimeoutException("a limit of the feature's own"),
                        new DuplicateKeyException("twice"),
                        new MongoCommandException(answer(2), STORE),
                        new InvalidTopicException("data arrived"),
                        new KafkaException("closed"),
                        new EOFException(),
                        new ZipException("not in GZIP format"),
                        new MalformedInputException(1),
                        new FileNotFoundException("model.onnx"),
                        new NoSuchFileException("model.onnx"),
                        new UncheckedIOException(new ZipException("not in GZIP format")),
                        new ListenerExecutionFailedException("failed", new IllegalArgumentException("never")))
                .map(failure -> arguments(failure.getClass().getSimpleName(), failure));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void countsEverythingElseAsADefect(String type, Throwable failure) {
        assertThat(Failure.of(failure)).isInstanceOf(Failure.Defect.class);
    }

    private static UncategorizedDataAccessException uncategorized(Throwable cause) {
        return new UncategorizedDataAccessException("translated", cause) {};
    }

    private static MongoException retryable() {
        var failure = new MongoCommandException(answer(91), STORE);
        failure.addLabel("RetryableWriteError");
        return failure;
    }

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("no"));
    }

    /** As the artifact store throws it. */
    private static final class StorageAwayException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        StorageAwayException() {
            super(new NoSuchFileException("artifacts"));
        }
    }
}
