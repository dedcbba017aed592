package dev.millrace.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that speaks MongoDB's wire protocol and keeps acknowledged writes when its process is killed.
 *
 * <p>It has no replica set, transactions or change streams; Millrace uses none. A write reaches the operating system,
 * not necessarily the disk: a power cut may take the last writes.
 */
public final class EmbeddedDocumentStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDocumentStore.class);

    /** A connection keeps its thread while its write waits for another, so there are more threads than cores. */
    private static final int CONNECTION_THREADS = 8;

    /**
     * How long room that nothing uses any more is left as it is: longer than any client waits for an answer that is read from
     * it. Each checkpoint, one a second, waits for the disk, so a power cut does not ask for more.
     */
    private static final int RETENTION_MILLIS = 15_000;

    private final MongoServer server;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("checkpoint").factory());
    private final ScheduledFuture<?> checkpoints;
    private final InetSocketAddress address;

    private EmbeddedDocumentStore(Path directory, int port, Runnable atRest) {
        var backend = new DurableBackend(open(directory), directory);
        server = new MongoServer(backend.version(new Version5()));
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, CONNECTION_THREADS);
        address = server.getLocalAddress();
        checkpoints = housekeeping.scheduleWithFixedDelay(() -> checkpoint(backend, atRest), 1, 1, TimeUnit.SECONDS);
    }

    private static void checkpoint(DurableBackend backend, Runnable atRest) {
        try {
            if (backend.checkpoint()) {
                atRest.run();
            }
        } catch (RuntimeException e) {
            log.error("The journal grows, for the file cannot be brought up to date", e);
        }
    }

    /** Starts on the file in {@code directory}. Port 0 takes a free one. */
    public static EmbeddedDocumentStore start(Path directory, int port) {
        return new EmbeddedDocumentStore(directory, port, () -> {});
    }

    private static MVStore open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
        // Commits of the store's own would catch a write half done.
        var store = new MVStore.Builder()
                .fileName(directory.resolve("documents.mv").toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        return store;
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        checkpoints.cancel(false);
        housekeeping.close();
        server.shutdown();
    }

    /** MongoDB 5.0's own wire version; the library names an older one, which current clients refuse. */
    private record Version5() implements MongoVersion {

        @Override
        public List<Integer> getVersionArray() {
            return ServerVersion.MONGO_5_0.getVersionArray();
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    }

    /**
     * Arguments: data directory, port. Runs until the process is told to end. At rest it collects garbage, because only then does
     * Java give memory back, and without work it never would.
     */
    public static void main(String[] arguments) throws InterruptedException {
        var documents = new EmbeddedDocumentStore(Path.of(arguments[0]), Integer.parseInt(arguments[1]), System::gc);
        Runtime.getRuntime().addShutdownHook(new Thread(documents::close, "stop-documents"));
        Thread.currentThread().join();
    }
}
