package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from its first bytes what a file is, whatever its name or sender says. */
public final class FirstBytes {

    /** As many as are needed. */
    public static final int LENGTH = 64;

    private static final String WEB_PAGE = "a web page or XML";

    /** What a page begins with that was downloaded in place of a file, such as one that asks for a password. */
    private static final Pattern PAGE =
            Pattern.compile("\\s*<(!doctype html|html|head|body|table|meta|\\?xml)\\b", Pattern.CASE_INSENSITIVE);

    private static final List<Magic> KNOWN = List.of(
            magic("parquet", 'P', 'A', 'R', '1'),
            magic("parquet", 'P', 'A', 'R', 'E'),
            magic("gzip", 0x1f, 0x8b),
            magic("zip", 'P', 'K', 3, 4),
            magic("zip", 'P', 'K', 5, 6),
            magic("pdf", '%', 'P', 'D', 'F'),
            magic("elf", 0x7f, 'E', 'L', 'F'),
            magic("zstd", 0x28, 0xb5, 0x2f, 0xfd),
            magic("xz", 0xfd, '7', 'z', 'X', 'Z'),
            magic("bzip2", 'B', 'Z', 'h'),
            magic("7z", '7', 'z', 0xbc, 0xaf),
            magic("office", 0xd0, 0xcf, 0x11, 0xe0),
            magic("png", 0x89, 'P', 'N', 'G'),
            magic("arrow", 'A', 'R', 'R', 'O', 'W', '1'),
            magic("avro", 'O', 'b', 'j', 1),
            magic("java", 0xca, 0xfe, 0xba, 0xbe),
            magic("serialized", 0xac, 0xed, 0, 5),
            magic("utf-16", 0xff, 0xfe),
            magic("utf-16", 0xfe, 0xff));

    private FirstBytes() {}

    /** The finding, where the first bytes cannot begin a file of this format. */
    public static Optional<Finding> contradict(FileFormat format, byte[] head) {
        var detected = detect(head);
        if (format == FileFormat.PARQUET) {
            return detected.equals("parquet") || detected.isEmpty()
                    ? Optional.empty()
                    : Optional.of(contentType(format, detected));
        }
        if (format == FileFormat.AVRO) {
            return detected.equals("avro") ? Optional.empty() : Optional.of(contentType(format, detected));
        }
        return detected.isEmpty() || detected.equals("utf-16")
                ? Optional.empty()
                : Optional.of(contentType(format, detected));
    }

    /** A name for the content, empty for plain text and whatever else is not known. */
    static String detect(byte[] head) {
        for (Magic each : KNOWN) {
            if (each.begins(head)) {
                return each.name();
            }
        }
        if (PAGE.matcher(new String(head, ISO_8859_1)).lookingAt()) {
            return WEB_PAGE;
        }
        boolean wide = head.length >= 4 && ((head[0] == 0 && head[2] == 0) || (head[1] == 0 && head[3] == 0));
        return wide ? "utf-16" : "";
    }

    private static Finding contentType(FileFormat format, String detected) {
        return Finding.of(
                        "CONTENT_TYPE",
                        "The content is " + (detected.isEmpty() ? "something else" : detected) + ", not "
                                + format.label() + remedy(detected))
                .actual(detected);
    }

    private static String remedy(String detected) {
        return switch (detected) {
            case "gzip", "zstd" ->
                "; send it with Content-Encoding: %s, or end its name with .%s"
                        .formatted(detected, detected.equals("gzip") ? "gz" : "zst");
            case "zip" -> "; unpack it, or save it as CSV if it is a workbook of Excel";
            case WEB_PAGE -> "; open it in a spreadsheet and save it as CSV, if it shows the table";
            case "office" -> "; save it as CSV";
            case "xz", "bzip2", "7z" -> "; unpack it, or compress it with gzip or zstd instead";
            default -> "";
        };
    }

    private static Magic magic(String name, int... bytes) {
        var copy = new StringBuilder();
        for (int each : bytes) {
            copy.append((char) each);
        }
        return new Magic(name, copy.toString());
    }

    private record Magic(String name, String bytes) {

        boolean begins(byte[] head) {
            if (head.length < bytes.length()) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                if ((head[i] & 0xff) != bytes.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
