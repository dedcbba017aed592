package dev.millrace.embedded;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** The H2 backend, made to keep its word: as it comes, it answers a write up to a second before the file has it. */
final class DurableBackend extends H2Backend {

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

    private final CommitGate gate;

    DurableBackend(MVStore store, CommitGate gate) {
        super(store);
        this.gate = gate;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var command = message.getDocument().keySet().iterator().next();
        return READS.contains(command) ? super.handleMessage(message) : gate.write(() -> super.handleMessage(message));
    }
}
