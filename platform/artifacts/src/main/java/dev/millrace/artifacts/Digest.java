package dev.millrace.artifacts;

import java.util.regex.Pattern;

/** SHA-256 of a file's bytes in lower-case hexadecimal: the only name an artifact has. */
public record Digest(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
        }
    }

    /** Whether a text has the form of a digest. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return hex;
    }
}
