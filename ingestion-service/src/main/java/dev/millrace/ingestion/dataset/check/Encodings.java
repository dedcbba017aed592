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
     * Whether a file that is not UTF-8 is Windows-1252: nothing in it looks as if it had been meant as UTF-8, and each byte is a
     * character.
     */
    static boolean isWindows(InputStream file) throws IOException {
        var buffer = new byte[1 << 16];
        int previous = 0;
        int read = file.read(buffer);
        while (read > 0) {
            for (int i = 0; i < read; i++) {
                int c = buffer[i] & 0xff;
                boolean continues = c >= 0x80 && c < 0xc0;
                if (c == 0 || UNDEFINED.indexOf(c) >= 0 || (continues && previous >= 0xc2)) {
                    return false;
                }
                previous = c;
            }
            read = file.read(buffer);
        }
        return true;
    }
}
