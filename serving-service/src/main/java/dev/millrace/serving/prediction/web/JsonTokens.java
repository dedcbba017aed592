package dev.millrace.serving.prediction.web;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.serving.prediction.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    static String expected(Feature.Kind kind) {
        return switch (kind) {
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case TEXT -> "a text";
            case TIME -> Refusals.DATE;
        };
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
