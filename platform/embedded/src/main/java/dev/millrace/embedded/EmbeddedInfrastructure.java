package dev.millrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * One Kafka, one registry and one document store for all tests of a JVM, each started when it is first asked for and
 * stopped with the JVM. Tests share them: use names of your own.
 */
public final class EmbeddedInfrastructure {

    private EmbeddedInfrastructure() {}

    /** Kafka with every topic of Millrace. */
    public static String bootstrapServers() {
        return Kafka.INSTANCE.bootstrapServers();
    }

    /** The Confluent-compatible API of a registry. */
    public static String registryUrl() {
        return Registry.INSTANCE.url();
    }

    /** Where to reach the document store; append nothing, name the database in the client. */
    public static String mongodbUri() {
        return Documents.INSTANCE.uri();
    }

    private static final class Kafka {
        static final EmbeddedKafka INSTANCE = start();

        private static EmbeddedKafka start() {
            var directory = temporary("kafka");
            var kafka = EmbeddedKafka.start(directory, 0);
            atExit(kafka::close, directory);
            return kafka;
        }
    }

    private static final class Registry {
        static final EmbeddedRegistry INSTANCE = EmbeddedRegistry.start();
    }

    private static final class Documents {
        static final EmbeddedDocumentStore INSTANCE = start();

        private static EmbeddedDocumentStore start() {
            var directory = temporary("documents");
            var documents = EmbeddedDocumentStore.start(directory, 0);
            atExit(documents::close, directory);
            return documents;
        }
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("millrace-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atExit(Runnable stop, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            delete(directory);
                        },
                        "stop-" + directory.getFileName()));
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
