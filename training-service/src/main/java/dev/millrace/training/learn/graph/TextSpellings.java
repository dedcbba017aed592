package dev.millrace.training.learn.graph;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes by which a graph gets to know a text. Runtimes hand texts over in UTF-8, except that the Java binding of ONNX Runtime uses
 * the modified UTF-8 of the Java Native Interface: in it, characters beyond the Basic Multilingual Plane, such as emoji, and the
 * character zero have other bytes. A graph that is to know a text everywhere must know both.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/specs/jni/types.html#modified-utf-8-strings">Modified UTF-8</a>
 */
final class TextSpellings {

    private TextSpellings() {}

    static List<ByteString> of(String text) {
        var utf8 = ByteString.copyFromUtf8(text);
        var modified = modified(text);
        return utf8.equals(modified) ? List.of(utf8) : List.of(utf8, modified);
    }

    private static ByteString modified(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                bytes.write(0xC0);
                bytes.write(0x80);
            } else if (Character.isSurrogate(unit)) {
                bytes.write(0xE0 | (unit >> 12));
                bytes.write(0x80 | ((unit >> 6) & 0x3F));
                bytes.write(0x80 | (unit & 0x3F));
            } else {
                bytes.writeBytes(String.valueOf(unit).getBytes(StandardCharsets.UTF_8));
            }
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
