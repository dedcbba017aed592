package dev.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Files of every format with one thing or several done to them that happen to files, the same for the same seed. */
final class DamagedFiles {

    /** A small table with something of all that CSV can have. */
    static final String MADE_UP =
            "id,name,\"amount, net\",day,ok\n1,\"M\u00fcller, \"\"A\"\"\",1.50,2026-01-31,yes\n2,Li,NA,2026-02-28,no\n"
                    + "3,\ud83d\ude00,\"1,234.5\",2026-03-01,yes\n".repeat(20);

    private final Random random;
    private final List<Sound> sound = new ArrayList<>();

    DamagedFiles(long seed, EveryFormat... tables) {
        random = new Random(seed);
        for (var table : tables) {
            add("text/csv", table.csv.getBytes(UTF_8));
            add("text/csv", table.csv.replace(',', ';').getBytes(Charset.forName("windows-1252")));
            add("text/csv", table.csv.getBytes(Charset.forName("UTF-16")));
            add("application/x-ndjson", table.lines.getBytes(UTF_8));
            add("application/json", table.array());
            add("application/vnd.apache.parquet", table.parquet);
            add("application/avro", table.avro);
        }
    }

    /** A file, and what its sender says of it. */
    static final class Sent {

        final String type;
        final String encoding;
        final byte[] body;
        final String done;

        Sent(String type, String encoding, byte[] body, String done) {
            this.type = type;
            this.encoding = encoding;
            this.body = body;
            this.done = done;
        }
    }

    Sent next() {
        var chosen = sound.get(random.nextInt(sound.size()));
        var bytes = chosen.bytes.clone();
        var done = new StringBuilder(chosen.type);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int kind = random.nextInt(7);
            bytes = damaged(bytes, kind);
            done.append(' ').append(kind);
        }
        var encoding = List.of("identity", "gzip", "zstd").get(random.nextInt(3));
        var sent = compressed(bytes, encoding);
        if (random.nextInt(8) == 0) {
            sent = damaged(sent, random.nextInt(3));
            done.append(" compressed");
        }
        return new Sent(chosen.type, encoding, sent, done + " " + encoding);
    }

    private void add(String type, byte[] bytes) {
        sound.add(new Sound(type, bytes));
    }

    private byte[] damaged(byte[] bytes, int kind) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        return switch (kind) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> flipped(bytes, 1 + random.nextInt(8));
            case 2 -> inserted(bytes, at, random(random.nextInt(40)));
            case 3 -> swapped(bytes, ",;\t|\"'\n".charAt(random.nextInt(7)));
            case 4 -> inserted(bytes, at, "x".repeat(random.nextInt(2 << 20)).getBytes(UTF_8));
            case 5 ->
                inserted(
                        bytes,
                        at,
                        "\u00e4\u20ac".getBytes(Charset.forName(random.nextBoolean() ? "windows-1252" : "UTF-16LE")));
            default -> inserted(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 200)));
        };
    }

    private byte[] flipped(byte[] bytes, int count) {
        for (int i = 0; i < count && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] swapped(byte[] bytes, char to) {
        byte from = (byte) ",;\n\"".charAt(random.nextInt(4));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == from && random.nextInt(3) == 0 ? (byte) to : bytes[i];
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        var joined = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, joined, at, more.length);
        System.arraycopy(bytes, at, joined, at + more.length, bytes.length - at);
        return joined;
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] compressed(byte[] bytes, String encoding) {
        return switch (encoding) {
            case "gzip" -> gzip(bytes);
            case "zstd" -> Zstd.compress(bytes);
            default -> bytes;
        };
    }

    private static byte[] gzip(byte[] bytes) {
        var target = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return target.toByteArray();
    }

    private static final class Sound {

        private final String type;
        private final byte[] bytes;

        Sound(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }
}
