package dev.millrace.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * BSON in the store's file. The store's own form, Java's serialization, takes several times as long to read and write, and the store does not
 * know how much of the heap such an object takes: what it holds as 16 MB filled a heap of 192 MB.
 */
final class StoredBson {

    /** Not the first byte of anything in that form, which files of earlier releases have. */
    private static final byte MARK = -1;

    private static final int DOCUMENT_BYTES = 120;
    private static final int FIELD_BYTES = 48;
    private static final int VALUE_BYTES = 40;

    private StoredBson() {}

    static void write(WriteBuffer buffer, Document document) {
        var bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        buffer.put(MARK).put(bson.nioBuffer());
    }

    static boolean isNext(ByteBuffer buffer) {
        return buffer.get(buffer.position()) == MARK;
    }

    static Document read(ByteBuffer buffer) {
        int first = buffer.position() + 1;
        int length = Integer.reverseBytes(buffer.getInt(first));
        buffer.position(first + length);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(buffer.slice(first, length)));
    }

    /** About how much of the heap a value takes. */
    static int heapBytes(@Nullable Object value) {
        return switch (value) {
            case Document document ->
                document.entrySet().stream()
                                .mapToInt(
                                        field -> FIELD_BYTES + heapBytes(field.getKey()) + heapBytes(field.getValue()))
                                .sum()
                        + DOCUMENT_BYTES;
            case Collection<?> list ->
                list.stream().mapToInt(StoredBson::heapBytes).sum() + VALUE_BYTES;
            case String text -> text.length() + VALUE_BYTES;
            case BinData binary -> binary.getData().length + VALUE_BYTES;
            case null, default -> VALUE_BYTES;
        };
    }
}
