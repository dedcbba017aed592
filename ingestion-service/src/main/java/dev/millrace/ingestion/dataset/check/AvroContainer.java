package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Reads the blocks of an Avro container file one after the other, none of which may be larger than is allowed. */
final class AvroContainer {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    private static final int LARGEST = 64 << 20;
    private static final int CHECKSUM = 4;

    private final DataInputStream in;
    private final Map<String, byte[]> metadata = new HashMap<>();
    private final byte[] sync = new byte[SYNC];

    /** @throws IOException where the file is no container, or is cut off */
    AvroContainer(InputStream input) throws IOException {
        in = new DataInputStream(input);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("not Avro");
        }
        long entries = number();
        while (entries != 0) {
            if (entries < 0) {
                entries = -entries;
                number();
            }
            for (long i = 0; i < entries; i++) {
                metadata.put(new String(bytes(), UTF_8), bytes());
            }
            entries = number();
        }
        in.readFully(sync);
    }

    /** The schema as JSON. */
    byte[] schema() {
        return metadata.getOrDefault("avro.schema", new byte[0]);
    }

    String codec() {
        var codec = metadata.get("avro.codec");
        return codec == null ? "null" : new String(codec, UTF_8);
    }

    static boolean isKnown(String codec) {
        return switch (codec) {
            case "null", "deflate", "snappy", "zstandard" -> true;
            default -> false;
        };
    }

    /**
     * Some records.
     *
     * @param count of them
     */
    record Block(long count, ByteBuffer bytes) {}

    /** The next block, null at the end. */
    @Nullable
    Block next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        long count = number();
        var compressed = bytes();
        var found = in.readNBytes(SYNC);
        if (count < 0 || !Arrays.equals(found, sync)) {
            throw new IOException("a block does not end where it says");
        }
        return new Block(count, ByteBuffer.wrap(decompressed(compressed)));
    }

    private byte[] decompressed(byte[] bytes) throws IOException {
        return switch (codec()) {
            case "deflate" -> inflated(bytes);
            case "snappy" -> {
                var content = Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM));
                bounded(Snappy.uncompressedLength(content));
                yield Snappy.uncompress(content);
            }
            case "zstandard" -> {
                long size = Zstd.getFrameContentSize(bytes);
                yield size > 0 ? Zstd.decompress(bytes, bounded(size)) : streamed(bytes);
            }
            default -> bytes;
        };
    }

    private static byte[] streamed(byte[] bytes) throws IOException {
        try (var stream = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
            var content = stream.readNBytes(LARGEST + 1);
            bounded(content.length);
            return content;
        }
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            var content = new byte[Math.max(1 << 12, 4 * bytes.length)];
            int filled = 0;
            while (!inflater.finished()) {
                if (filled == content.length) {
                    content = Arrays.copyOf(content, bounded(2L * filled));
                }
                int read = inflater.inflate(content, filled, content.length - filled);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new EOFException("a block is cut off");
                }
                filled += read;
            }
            return Arrays.copyOf(content, filled);
        } catch (DataFormatException broken) {
            throw new IOException(broken);
        } finally {
            inflater.end();
        }
    }

    private byte[] bytes() throws IOException {
        return in.readNBytes(bounded(number()));
    }

    private static int bounded(long length) throws IOException {
        if (length < 0 || length > LARGEST) {
            throw new IOException("a block is too large");
        }
        return (int) length;
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IOException("a number is too long");
    }
}
