package dev.millrace.messaging.mongo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Turns any text into a field name that every document store takes, and back. */
final class FieldNames {

    private FieldNames() {}

    static String encode(String text) {
        if (text.isEmpty()) {
            return "%";
        }
        return text.replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    static String decode(String name) {
        if (name.equals("%")) {
            return "";
        }
        return name.indexOf('%') < 0 ? name : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
