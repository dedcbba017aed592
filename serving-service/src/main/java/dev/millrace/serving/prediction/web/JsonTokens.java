package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Words for values of a request. */
final class JsonTokens {

    private static final Set<String> NOT_FINITE =
            Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

    private JsonTokens() {}

    /** The fields that were seen, with one more: of two values for one field nobody knows which counts. */
    static int once(int seen, List<String> known, String field) {
        int place = known.indexOf(field);
        int flag = place < 0 ? 0 : 1 << place;
        if ((seen & flag) != 0) {
            throw Refusals.repeated(field);
        }
        return seen | flag;
    }

    static boolean isNotFinite(String text) {
        return NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A single value as {@link dev.millrace.serving.prediction.Elements} takes it. */
    static @Nullable Object element(JsonParser json, String where) {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> finite(json.getDoubleValue(), where);
            case VALUE_STRING -> json.getString();
            default -> throw Refusals.bad("JSON_TYPE", where + " holds numbers, texts, true, false and null");
        };
    }

    /** Nothing, in place of a value that does not matter, whatever it is. */
    static @Nullable Object skipped(JsonParser json) {
        json.skipChildren();
        return null;
    }

    /** As {@link #element}, with texts also in TensorFlow Serving's form for bytes. */
    static @Nullable Object valueOrBytes(JsonParser json, String where) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return element(json, where);
        }
        return base64(json)
                .orElseThrow(() -> Refusals.bad(
                        "JSON_TYPE", where + " holds texts as they are, or as {\"b64\": base64 of their UTF-8}"));
    }

    /** The text in an object {@code {"b64": …}}; empty where the object is another, or no base64 of UTF-8. */
    static Optional<String> base64(JsonParser json) {
        if (json.nextToken() != JsonToken.PROPERTY_NAME
                || !json.currentName().equals("b64")
                || json.nextToken() != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        var encoded = json.getString();
        if (json.nextToken() != JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(encoded);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** Models have few signatures; another one would be answered as something that it does not mean. */
    static void signature(JsonParser json, Set<String> known) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING || !known.contains(json.getString())) {
            throw Refusals.bad(
                    "SIGNATURE_UNKNOWN",
                    "signature_name is left out, or one of "
                            + known.stream()
                                    .filter(name -> !name.isEmpty())
                                    .sorted()
                                    .toList());
        }
    }

    private static Object integer(JsonParser json) {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) json.getBigIntegerValue()
                : (Object) json.getLongValue();
    }

    /** JSON has no NaN; a missing number is null. */
    private static double finite(double number, String where) {
        if (!Double.isFinite(number)) {
            throw Refusals.bad("NUMBER_NOT_FINITE", where + " holds finite numbers; null says that one is missing");
        }
        return number;
    }

    /** What came, with its value where it is short. */
    static String actual(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> "the text " + Refusals.quoted(json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> Refusals.shorten(json.getString());
            default -> actual(json.currentToken());
        };
    }

    static String actual(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }
}
