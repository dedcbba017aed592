package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDocumentStoreTests {

    private static final int ROUNDS = 6;
    private static final int WRITERS = 6;

    @TempDir
    private Path directory;

    private final int port = Ports.free();

    /** Each writer owns a document and counts in it; what it was told is written must be there after the kill. */
    @Test
    void keepsEveryAcknowledgedWriteWhenItsProcessIsKilled() throws Exception {
        var random = new Random(7);
        var acknowledged = new ArrayList<Integer>();
        for (int writer = 0; writer < WRITERS; writer++) {
            acknowledged.add(0);
        }
        for (int round = 0; round < ROUNDS; round++) {
            var process = startProcess();
            try (var client = connect();
                    var threads = Executors.newFixedThreadPool(WRITERS)) {
                var results = new ArrayList<Future<Integer>>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    var id = writer;
                    var from = acknowledged.get(writer);
                    results.add(threads.submit(() -> count(documents(client), id, from)));
                }
                process.waitFor(300 + random.nextInt(700), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                for (int writer = 0; writer < WRITERS; writer++) {
                    acknowledged.set(writer, results.get(writer).get());
                }
            }
            assertNothingLost(acknowledged);
        }
        assertThat(acknowledged).allSatisfy(count -> assertThat(count).isGreaterThan(ROUNDS));
    }

    /** What it carries out again after a kill must not be carried out a third time, though nobody writes in between. */
    @Test
    void carriesOutNothingTwice() throws Exception {
        var process = startProcess();
        try (var client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            for (int n = 0; n < 50; n++) {
                documents(client)
                        .updateOne(Filters.eq("_id", "one"), Updates.inc("n", 1), new UpdateOptions().upsert(true));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        for (int start = 0; start < 3; start++) {
            try (var store = EmbeddedDocumentStore.start(directory, 0);
                    var client = MongoClients.create(store.uri())) {
                assertThat(documents(client).find(Filters.eq("_id", "one")).first())
                        .isEqualTo(new Document("_id", "one").append("n", 50));
            }
        }
    }

    /** Counts until the store is gone; returns the last number that it acknowledged. */
    private static int count(MongoCollection<Document> documents, int id, int from) {
        int acknowledged = from;
        try {
            for (int n = 0; ; n++) {
                documents.insertOne(new Document("_id", id + "-" + from + "-" + n).append("writer", id));
                var before = documents.findOneAndUpdate(
                        Filters.and(Filters.eq("_id", id), Filters.gte("n", acknowledged)), Updates.inc("n", 1));
                acknowledged = before == null ? acknowledged : before.getInteger("n") + 1;
            }
        } catch (MongoException e) {
            return acknowledged;
        }
    }

    private void assertNothingLost(List<Integer> acknowledged) throws Exception {
        var process = startProcess();
        try (var client = connect()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                var stored = documents(client).find(Filters.eq("_id", writer)).first();
                assertThat(stored).isNotNull();
                assertThat(stored.getInteger("n")).isGreaterThanOrEqualTo(acknowledged.get(writer));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private MongoClient connect() {
        var client = MongoClients.create(
                "mongodb://127.0.0.1:" + port + "/?retryWrites=false&serverSelectionTimeoutMS=5000");
        for (int writer = 0; writer < WRITERS; writer++) {
            if (documents(client).countDocuments(Filters.eq("_id", writer)) == 0) {
                documents(client).insertOne(new Document("_id", writer).append("n", 0));
            }
        }
        return client;
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return client.getDatabase("test").getCollection("counters");
    }

    private Process startProcess() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                EmbeddedDocumentStore.class.getName(),
                directory.toString(),
                Integer.toString(port));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.redirectError(Redirect.INHERIT)
                .redirectOutput(Redirect.INHERIT)
                .start();
        while (!listens()) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("ended early")
                    .isFalse();
        }
        return process;
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
