package dev.millrace.serving.prediction;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.serving.model.Signature;
import dev.millrace.values.DateOrder;
import dev.millrace.values.NearestName;
import dev.millrace.values.WrittenDate;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;
import java.util.Collection;
import org.springframework.http.HttpStatus;

/** Everything that can be wrong with what a caller wants predicted, said the same way in every dialect. */
public final class Refusals {

    public static final String DATE = "a date such as 2026-01-31 or 2026-01-31T14:30";

    private static final int SHOWN = 64;

    private Refusals() {}

    public static Problem missing(String feature, int row) {
        return bad("FEATURE_MISSING", "Column " + feature + " is required")
                .with("column", feature)
                .with("row", row);
    }

    public static Problem empty(String feature, int row) {
        return bad("FEATURE_NULL", "Column " + feature + " may not be null")
                .with("column", feature)
                .with("row", row);
    }

    public static Problem unknown(String feature, Signature signature) {
        var problem = bad("FEATURE_UNKNOWN", "The model has no column " + shorten(feature))
                .with("column", shorten(feature));
        NearestName.of(shorten(feature), signature.names()).ifPresent(near -> problem.with("didYouMean", near));
        return problem;
    }

    public static Problem repeated(String field) {
        return bad("JSON_DUPLICATE_KEY", "The field " + field + " stands twice in one object")
                .with("pointer", "/" + field);
    }

    public static Problem twice(String feature, int row) {
        return bad("JSON_DUPLICATE_KEY", "Column " + feature + " stands twice in one row")
                .with("column", feature)
                .with("row", row);
    }

    public static Problem type(String feature, int row, String expected, String actual) {
        return bad("FEATURE_TYPE", "Column " + feature + " takes " + expected + ", not " + actual)
                .with("column", feature)
                .with("row", row)
                .with("expected", expected)
                .with("actual", actual);
    }

    /** A text that is no date, or may be two. */
    public static Problem date(String feature, int row, String text) {
        var both = WrittenDate.of(text)
                .filter(date -> !date.ordered() && date.orders().size() > 1)
                .map(date -> ", which may be %s or %s"
                        .formatted(date.plain(DateOrder.DAY_FIRST), date.plain(DateOrder.MONTH_FIRST)))
                .orElse("");
        return type(feature, row, DATE, quoted(text) + both);
    }

    public static Problem notFinite(String feature, int row) {
        return bad("NUMBER_NOT_FINITE", "Column " + feature + " takes finite numbers; null says that one is missing")
                .with("column", feature)
                .with("row", row);
    }

    public static Problem noScore(int row) {
        return bad(
                        "SCORE_NOT_FINITE",
                        "The model gives no finite number for this row, perhaps because of a missing value or one that is"
                                + " far too large for it")
                .with("row", row);
    }

    public static Problem width(int row, int expected, int actual) {
        return bad("ROW_WIDTH", "A row given as an array has a value for every column of the signature, in its order")
                .with("row", row)
                .with("expected", expected)
                .with("actual", actual);
    }

    public static Problem tooManyRows(int limit) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "BATCH_TOO_LARGE", "At most " + limit + " rows a request")
                .with("limit", limit);
    }

    public static Problem tooLarge(long limit) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE", "At most " + limit + " bytes a request")
                .with("limit", limit);
    }

    public static Problem noRows() {
        return bad("ROWS_MISSING", "There is nothing to predict");
    }

    public static Problem shape(String tensor, String detail) {
        return bad("TENSOR_SHAPE", "Input " + shorten(tensor) + ": " + detail).with("column", shorten(tensor));
    }

    public static Problem datatype(String datatype) {
        return bad("DATATYPE_UNKNOWN", "There is no datatype " + shorten(datatype));
    }

    public static Problem output(String name) {
        return bad("OUTPUT_UNKNOWN", "The model has no output " + shorten(name)).with("output", shorten(name));
    }

    /** @param known models of which a version is served */
    public static Problem noModel(String model, Collection<String> known) {
        return NotFound.named(
                "MODEL_NOT_FOUND",
                "model",
                shorten(model),
                known,
                "./millrace status shows the models, and which of them serve");
    }

    public static Problem noVersion(String model, String version) {
        return NotFound.of(
                        "MODEL_NOT_FOUND",
                        "Version " + shorten(version) + " of " + model + " is not served",
                        "without a version, the one in force answers")
                .with("version", shorten(version));
    }

    public static Problem retired(String model, int version, int current) {
        return new Problem(HttpStatus.GONE, "MODEL_RETIRED", "Version " + version + " of " + model + " was replaced")
                .with("version", version)
                .with("current", current);
    }

    public static Problem withdrawn(String model, String sentence) {
        return new Problem(HttpStatus.NOT_FOUND, "MODEL_WITHDRAWN", model + " is " + sentence);
    }

    public static Problem noActiveModel() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "NO_ACTIVE_MODEL",
                "No version is approved and loaded yet; ./millrace status shows what each model waits for");
    }

    public static Problem bad(String code, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, code, detail);
    }

    /** How a value of the kind is written in JSON. */
    public static String expected(Feature.Kind kind) {
        return switch (kind) {
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case TEXT -> "a text";
            case TIME -> DATE;
        };
    }

    public static Problem noLabel(String model, String label) {
        return new Problem(
                        HttpStatus.NOT_FOUND,
                        "MODEL_NOT_FOUND",
                        "No version of %s has the label %s; the version in force has the label champion"
                                .formatted(model, shorten(label)))
                .with("label", shorten(label));
    }

    /** What came, for a person to recognise. */
    public static String quoted(String text) {
        return "\"" + shorten(text) + "\"";
    }

    public static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
