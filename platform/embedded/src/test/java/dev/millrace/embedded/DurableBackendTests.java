package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTests {

    private static final int DOCUMENTS = 500;
    private static final int CHARACTERS = 4_000;

    @TempDir
    private Path directory;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Random random = new Random(3);

    @Test
    @Timeout(60)
    void givesBackAtRestWhatNothingUses() {
        var file = directory.resolve("documents.mv").toFile();
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        // Turns follow each other at once here, so room must be free at once, too.
        store.setRetentionTime(0);
        var backend = new DurableBackend(store, directory);
        try {
            for (int round = 0; round < 20; round++) {
                change(backend, DOCUMENTS);
                backend.checkpoint();
            }
            assertThat(file.length()).isGreaterThan(5L * DOCUMENTS * CHARACTERS);

            for (int times = 0; times < 20; times++) {
                change(backend, 1);
                rest(backend);
            }
            assertThat(file.length()).isLessThan(3L * DOCUMENTS * CHARACTERS);
        } finally {
            backend.close();
        }
    }

    @Test
    void writesNothingAtRest() {
        var store = new MVStore.Builder()
                .fileName(directory.resolve("documents.mv").toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        var backend = new DurableBackend(store, directory);
        try {
            change(backend, DOCUMENTS);
            rest(backend);
            long version = store.getCurrentVersion();
            backend.checkpoint();

            assertThat(store.getCurrentVersion()).isEqualTo(version);
        } finally {
            backend.close();
        }
    }

    private static void rest(DurableBackend backend) {
        for (int turn = 0; turn < 50; turn++) {
            backend.checkpoint();
        }
    }

    private void change(DurableBackend backend, int documents) {
        for (int n = 0; n < documents; n++) {
            var update = new Document("q", new Document("_id", random.nextInt(DOCUMENTS)))
                    .append("u", new Document("$set", new Document("text", text())))
                    .append("upsert", true);
            backend.handleMessage(new MongoMessage(
                    channel,
                    new MessageHeader(0, 0),
                    new Document("update", "some").append("$db", "test").append("updates", List.of(update))));
        }
    }

    private String text() {
        return random.ints(CHARACTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
