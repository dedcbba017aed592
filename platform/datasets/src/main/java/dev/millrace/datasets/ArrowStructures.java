package dev.millrace.datasets;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the structures of Arrow's C interface, by the offsets of their fields on 64-bit machines, and answers the calls of
 * those who read them.
 */
final class ArrowStructures {

    private static final long SCHEMA_SIZE = 72;
    private static final long ARRAY_SIZE = 80;
    private static final long STREAM_SIZE = 40;
    private static final long NULLABLE = 2;
    private static final int INPUT_OUTPUT_ERROR = 5;

    private static final Arena FOREVER = Arena.global();
    private static final MemorySegment GET_SCHEMA = stub("getSchema", int.class, 2);
    private static final MemorySegment GET_NEXT = stub("getNext", int.class, 2);
    private static final MemorySegment GET_LAST_ERROR = stub("getLastError", MemorySegment.class, 1);
    private static final MemorySegment RELEASE_STREAM = stub("releaseStream", void.class, 1);
    private static final MemorySegment RELEASE_SCHEMA = stub("releaseSchema", void.class, 1);
    private static final MemorySegment RELEASE_ARRAY = stub("releaseArray", void.class, 1);
    private static final MemorySegment ERROR = FOREVER.allocateFrom("the rows cannot be read");

    private ArrowStructures() {}

    /** {@code struct ArrowArrayStream}. */
    static MemorySegment stream(SegmentAllocator memory, long id) {
        var stream = memory.allocate(STREAM_SIZE, Long.BYTES);
        stream.set(ADDRESS, 0, GET_SCHEMA);
        stream.set(ADDRESS, 8, GET_NEXT);
        stream.set(ADDRESS, 16, GET_LAST_ERROR);
        stream.set(ADDRESS, 24, RELEASE_STREAM);
        stream.set(JAVA_LONG, 32, id);
        return stream;
    }

    /** {@code struct ArrowSchema} of rows whose columns are c0, c1 and so on. */
    static void schema(MemorySegment target, List<ColumnType> types, SegmentAllocator memory) {
        var children = memory.allocate(ADDRESS, types.size());
        for (int i = 0; i < types.size(); i++) {
            var child = memory.allocate(SCHEMA_SIZE, Long.BYTES);
            schema(child, ChunkColumn.format(types.get(i)), "c" + i, memory);
            children.setAtIndex(ADDRESS, i, child);
        }
        schema(target, "+s", "", memory);
        target.set(JAVA_LONG, 32, types.size());
        target.set(ADDRESS, 40, children);
    }

    private static void schema(MemorySegment target, String format, String name, SegmentAllocator memory) {
        target.fill((byte) 0);
        target.set(ADDRESS, 0, memory.allocateFrom(format));
        target.set(ADDRESS, 8, memory.allocateFrom(name));
        target.set(JAVA_LONG, 24, NULLABLE);
        target.set(ADDRESS, 56, RELEASE_SCHEMA);
    }

    /**
     * {@code struct ArrowArray} of so many rows.
     *
     * @param number of the chunk, for its release
     */
    static void array(MemorySegment target, List<ChunkColumn> columns, int rows, SegmentAllocator memory, long number) {
        var children = memory.allocate(ADDRESS, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            var child = memory.allocate(ARRAY_SIZE, Long.BYTES);
            array(child, rows, columns.get(i).missing(), columns.get(i).buffers(rows, memory), memory);
            children.setAtIndex(ADDRESS, i, child);
        }
        array(target, rows, 0, List.of(MemorySegment.NULL), memory);
        target.set(JAVA_LONG, 32, columns.size());
        target.set(ADDRESS, 48, children);
        target.set(JAVA_LONG, 72, number);
    }

    private static void array(
            MemorySegment target, int rows, int missing, List<MemorySegment> buffers, SegmentAllocator memory) {
        var addresses = memory.allocate(ADDRESS, buffers.size());
        for (int i = 0; i < buffers.size(); i++) {
            addresses.setAtIndex(ADDRESS, i, buffers.get(i));
        }
        target.set(JAVA_LONG, 0, rows);
        target.set(JAVA_LONG, 8, missing);
        target.set(JAVA_LONG, 24, buffers.size());
        target.set(ADDRESS, 40, addresses);
        target.set(ADDRESS, 64, RELEASE_ARRAY);
    }

    static int getSchema(MemorySegment stream, MemorySegment target) {
        var rows = rows(stream);
        if (rows == null) {
            return INPUT_OUTPUT_ERROR;
        }
        rows.schema(sized(target, SCHEMA_SIZE));
        return 0;
    }

    static int getNext(MemorySegment stream, MemorySegment target) {
        var rows = rows(stream);
        return rows != null && rows.next(sized(target, ARRAY_SIZE)) ? 0 : INPUT_OUTPUT_ERROR;
    }

    static MemorySegment getLastError(MemorySegment stream) {
        return ERROR;
    }

    static void releaseStream(MemorySegment stream) {
        sized(stream, STREAM_SIZE).set(ADDRESS, 24, MemorySegment.NULL);
    }

    static void releaseSchema(MemorySegment schema) {
        sized(schema, SCHEMA_SIZE).set(ADDRESS, 56, MemorySegment.NULL);
    }

    /** Of a whole chunk, or of a column, which holds nothing of its own. */
    static void releaseArray(MemorySegment array) {
        var structure = sized(array, ARRAY_SIZE);
        structure.set(ADDRESS, 64, MemorySegment.NULL);
        ArrowRows.release(structure.get(JAVA_LONG, 72));
    }

    private static @Nullable ArrowRows rows(MemorySegment stream) {
        return ArrowRows.of(sized(stream, STREAM_SIZE).get(JAVA_LONG, 32));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment sized(MemorySegment pointer, long size) {
        return pointer.reinterpret(size);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment stub(String method, Class<?> result, int parameters) {
        var types = Collections.nCopies(parameters, MemorySegment.class);
        var layouts = Collections.nCopies(parameters, ADDRESS).toArray(MemoryLayout[]::new);
        var function = result == void.class
                ? FunctionDescriptor.ofVoid(layouts)
                : FunctionDescriptor.of(result == int.class ? JAVA_INT : ADDRESS, layouts);
        try {
            var handle = MethodHandles.lookup()
                    .findStatic(
                            ArrowStructures.class,
                            method,
                            MethodType.methodType(result, new ArrayList<Class<?>>(types)));
            return Linker.nativeLinker().upcallStub(handle, function, FOREVER);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
