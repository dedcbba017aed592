package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;

/** Tells in which encoding a text file is. */
public final class Encodings {

    /** Those that are read. */
    public static final List<String> NAMES = List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252");

    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int LOOKED_AT = 1000;

    /** Bytes that cannot be UTF-8 beside each character that can, at least, in a file that is not UTF-8. */
    private static final int STRAYS_FOR_ONE = 10;

    private static final String UNDEFINED = "\u0081\u008d\u008f\u0090\u009d";

    private Encodings() {}

    /** From the first bytes: UTF-16 by its mark or by its zeros, else UTF-8, which is checked while it is read. */
    static Charset ofHead(byte[] head) {
        if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
            return UTF_16LE;
        }
        if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
            return UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        int pairs = Math.min(head.length, LOOKED_AT) / 2;
        for (int i = 0; i < pairs; i++) {
            even += head[2 * i] == 0 ? 1 : 0;
            odd += head[2 * i + 1] == 0 ? 1 : 0;
        }
        if (pairs > 1 && 2 * odd > pairs && even == 0) {
            return UTF_16LE;
        }
        return pairs > 1 && 2 * even > pairs && odd == 0 ? UTF_16BE : UTF_8;
    }

    /**
     * Whether a file that is not UTF-8 is Windows-1252: each byte is a character of it, and what could be a character of UTF-8
     * is rare beside what could not. A letter and a curly mark behind it may be both; a file of UTF-8 in which a byte is
     * damaged, or a line of another encoding, has many that are.
     */
    static boolean isWindows(InputStream file) throws IOException {
        var buffer = new byte[1 << 16];
        long characters = 0;
        long strays = 0;
        int begun = 0;
        int wanted = 0;
        int read = file.read(buffer);
        while (read > 0) {
            for (int i = 0; i < read; i++) {
                int c = buffer[i] & 0xff;
                if (c == 0 || UNDEFINED.indexOf(c) >= 0) {
                    return false;
                }
                if (wanted > 0 && c >= 0x80 && c < 0xc0) {
                    begun++;
                    wanted--;
                    characters += wanted == 0 ? 1 : 0;
                } else {
                    strays += wanted > 0 ? begun : 0;
                    wanted = following(c);
                    begun = 1;
                    strays += c >= 0x80 && wanted == 0 ? 1 : 0;
                }
            }
            read = file.read(buffer);
        }
        return characters * STRAYS_FOR_ONE <= strays + (wanted > 0 ? begun : 0);
    }

    /** How many bytes follow the first one of a character in UTF-8; 0 where it is none, or the only one. */
    private static int following(int first) {
        if (first >= 0xc2 && first < 0xe0) {
            return 1;
        }
        if (first >= 0xe0 && first < 0xf0) {
            return 2;
        }
        return first >= 0xf0 && first < 0xf5 ? 3 : 0;
    }
}
