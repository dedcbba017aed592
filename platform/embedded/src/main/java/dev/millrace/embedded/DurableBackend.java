package dev.millrace.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 backend, made to keep its word: as it comes, it answers a write up to a second before the file has it. Here a
 * write is in the {@link Journal} before it is carried out, and {@link #checkpoint} brings the file up to date: as
 * WiredTiger does it in MongoDB itself (https://www.mongodb.com/docs/manual/core/journaling/). Commands are carried out
 * one after the other, so that the journal's order is theirs.
 */
final class DurableBackend extends H2Backend {

    private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);

    private static final Set<String> READS = Set.of(
            "aggregate",
            "buildInfo",
            "count",
            "dbStats",
            "distinct",
            "endSessions",
            "find",
            "getMore",
            "hello",
            "isMaster",
            "ismaster",
            "killCursors",
            "listCollections",
            "listDatabases",
            "listIndexes",
            "ping");

    private static final String APPLIED = "applied";
    private static final int MOST_UNSAVED_BYTES = 16 << 20;

    /** Commands that leave so much garbage that it is worth collecting. */
    private static final int MANY = 5_000;

    private final MVStore store;
    private final FileCompaction compaction;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<String, Long> checkpoint;
    private final Journal journal;
    private volatile boolean written;
    private long collected;

    DurableBackend(MVStore store, Path directory) {
        super(store);
        this.store = store;
        compaction = new FileCompaction(store);
        checkpoint = store.openMap("checkpoint");
        journal = replayed(directory);
        collected = journal.last();
        written = true;
        checkpoint();
    }

    private Journal replayed(Path directory) {
        var nobody = new EmbeddedChannel();
        try {
            return Journal.open(directory, checkpoint.getOrDefault(APPLIED, 0L), command -> again(nobody, command));
        } finally {
            handleClose(nobody);
            nobody.finish();
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    /** What was refused the first time is refused again. */
    private void again(Channel channel, Document command) {
        try {
            handleCommand(channel, String.valueOf(command.get("$db")), name(command), command);
        } catch (MongoServerException e) {
            log.debug("refused as before: {}", e.getMessage());
        }
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        if (READS.contains(name(message.getDocument()))) {
            return super.handleMessage(message);
        }
        return alone(() -> {
            journal.append(message.getDocument());
            written = true;
            try {
                return super.handleMessage(message);
            } finally {
                if (store.getUnsavedMemory() > MOST_UNSAVED_BYTES) {
                    settle();
                }
            }
        });
    }

    private static String name(Document command) {
        return command.keySet().iterator().next();
    }

    /**
     * Brings the file up to date with the journal, and takes a turn at giving back room that nothing uses any more; true where it
     * now rests from much work.
     */
    boolean checkpoint() {
        if (!written && compaction.done()) {
            return false;
        }
        long first = alone(() -> {
            boolean resting = !written;
            long next = settle();
            // Writes what was changed, so it must not come between a command and the note of its number.
            compaction.turn(resting);
            return next;
        });
        store.sync();
        journal.forget(first);
        return compaction.done() && restsFromMuch();
    }

    private boolean restsFromMuch() {
        long last = journal.last();
        boolean much = last - collected >= MANY;
        collected = much ? last : collected;
        return much;
    }

    /** Returns the number of the first record that the file does not contain. */
    private long settle() {
        checkpoint.put(APPLIED, journal.last());
        store.commit();
        written = false;
        return journal.rotate();
    }

    private <T> T alone(Supplier<T> work) {
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    private final class Database extends H2Database {

        Database(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        public Document handleCommand(
                Channel channel, String name, Document command, DatabaseResolver databases, @Nullable Oplog oplog) {
            // While nothing is written, so that a document whose entry moves is counted once.
            return CountCommand.of(name, command)
                    .flatMap(asked -> alone(() -> asked.answer(this)))
                    .orElseGet(() -> super.handleCommand(channel, name, command, databases, oplog));
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            var fullName = getDatabaseName() + "." + name;
            return new IndexedCollection(
                    this,
                    name,
                    options,
                    getMvStore()
                            .openMap(
                                    "databases." + fullName,
                                    new MVMap.Builder<Object, Document>().valueType(new DocumentType())),
                    getMvStore().openMap("meta." + fullName),
                    getCursorRegistry());
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new OrderedIndex(
                    getMvStore(), "%s.%s._index_%s".formatted(getDatabaseName(), collection, name), name, keys);
        }
    }

    @Override
    public void close() {
        checkpoint();
        journal.close();
        super.close();
    }
}
