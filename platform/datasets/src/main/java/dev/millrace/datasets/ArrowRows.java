package dev.millrace.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a stream of <a href="https://arrow.apache.org/docs/format/CStreamInterface.html">Arrow's C interface</a>, which DuckDB
 * reads chunk by chunk, without a call for each value. What a structure holds stays in memory until DuckDB releases it, and at
 * the longest until this is closed.
 */
final class ArrowRows implements ArrowArrayStream, AutoCloseable {

    private static final Map<Long, ArrowRows> STREAMS = new ConcurrentHashMap<>();
    private static final Map<Long, Arena> CHUNKS = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();

    private final long id = LAST.incrementAndGet();
    private final RowSource source;
    private final RowChunk chunk;
    private final Arena memory = Arena.ofShared();
    private final Set<Long> given = ConcurrentHashMap.newKeySet();
    private final MemorySegment stream;
    private @Nullable Throwable failure;

    ArrowRows(RowSource source) {
        this.source = source;
        this.chunk = new RowChunk(source.types());
        this.stream = ArrowStructures.stream(memory, id);
        STREAMS.put(id, this);
    }

    /** The open one with this number; null for none. */
    static @Nullable ArrowRows of(long id) {
        return STREAMS.get(id);
    }

    /** Frees what the chunk with this number holds, if that has not happened yet. */
    static void release(long number) {
        var arena = CHUNKS.remove(number);
        if (arena != null) {
            arena.close();
        }
    }

    @Override
    public long memoryAddress() {
        return stream.address();
    }

    void schema(MemorySegment target) {
        ArrowStructures.schema(target, source.types(), memory);
    }

    /** Fills in the structure of the next chunk, which stays empty behind the last. Answers whether that was possible. */
    boolean next(MemorySegment target) {
        try {
            chunk.clear();
            int rows = source.next(chunk);
            target.fill((byte) 0);
            if (rows > 0) {
                var arena = Arena.ofShared();
                long number = LAST.incrementAndGet();
                CHUNKS.put(number, arena);
                given.add(number);
                ArrowStructures.array(target, chunk.columns(), rows, arena, number);
            }
            return true;
        } catch (IOException | RuntimeException | Error failed) {
            // Nothing may be thrown into DuckDB.
            failure = failed;
            return false;
        }
    }

    /** Why the last chunk could not be had, if that was so. */
    void rethrow() {
        switch (failure) {
            case IOException disk -> throw new UncheckedIOException(disk);
            case RuntimeException other -> throw other;
            case Error error -> throw error;
            case null, default -> {}
        }
    }

    @Override
    public void close() {
        STREAMS.remove(id);
        given.forEach(ArrowRows::release);
        memory.close();
    }
}
