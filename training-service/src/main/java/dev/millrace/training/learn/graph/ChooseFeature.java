package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.pipelines.DataSpec.Use;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what single columns are learned from as: what the specification says, else what the training rows suggest. */
final class ChooseFeature {

    /** Of more values, each is known by its effect on the label. */
    private static final int MOST_CODES = 50;

    /** Shorter texts are names rather than sentences. */
    private static final double SHORTEST_TEXT = 3;

    private static final String CONSTANT = "one value in all training rows";

    private final Part train;
    private final Map<String, Use> written;

    ChooseFeature(Part train, Map<String, Use> written) {
        this.train = train;
        this.written = written;
    }

    /**
     * A choice.
     *
     * @param planned null where the column is not learned from
     */
    record Choice(@Nullable PlannedFeature planned, Use use, String reason) {

        private static Choice drop(String reason) {
            return new Choice(null, Use.DROP, reason);
        }
    }

    /** @throws UnlearnableException when the specification asks for what the column's type does not allow */
    Choice of(Feature feature, RawColumn column) {
        Use use = written.get(column.name());
        if (use == null) {
            return switch (column.kind()) {
                case TIME -> date(feature, column);
                case TEXT -> text(feature, column);
                case NUMBER, BOOLEAN -> number(feature, column);
            };
        }
        boolean truth = column.kind() == RawColumn.Kind.BOOLEAN;
        Choice choice = switch (use) {
            case DROP -> Choice.drop("it is to be left out");
            case NUMBER -> allowed(column, use, RawColumn.Kind.NUMBER, () -> quantity(feature, column));
            case CATEGORY ->
                column.kind() == RawColumn.Kind.TIME
                        ? allowed(column, use, RawColumn.Kind.TEXT, () -> Choice.drop(""))
                        : truth ? quantity(feature, column) : category(feature, column, counts(column));
            case DATE -> allowed(column, use, RawColumn.Kind.TIME, () -> date(feature, column));
            case TEXT -> allowed(column, use, RawColumn.Kind.TEXT, () -> words(feature, column));
        };
        return new Choice(choice.planned(), choice.use(), "features says so: " + choice.reason());
    }

    private static Choice allowed(RawColumn column, Use use, RawColumn.Kind kind, Supplier<Choice> choice) {
        boolean number = kind == RawColumn.Kind.NUMBER && column.kind() == RawColumn.Kind.BOOLEAN;
        if (column.kind() != kind && !number) {
            throw new UnlearnableException(
                    "FEATURE_TYPE",
                    "features says that %s is a %s, and its values are %s"
                            .formatted(column.name(), Words.of(use), called(column.kind())));
        }
        return choice.get();
    }

    private static String called(RawColumn.Kind kind) {
        return switch (kind) {
            case NUMBER -> "numbers";
            case BOOLEAN -> "true or false";
            case TEXT -> "texts";
            case TIME -> "dates";
        };
    }

    private ValueCounts counts(RawColumn column) {
        return ValueCounts.of(column, train.size());
    }

    private Choice text(Feature feature, RawColumn column) {
        ValueCounts counts = counts(column);
        if (!counts.nearlyUnique()) {
            return category(feature, column, counts);
        }
        if (Terms.length(column.texts()) >= SHORTEST_TEXT) {
            Choice words = words(feature, column);
            if (words.planned() != null) {
                return words;
            }
        }
        String told = "%d different values in %d rows".formatted(counts.distinct(), train.size());
        return counts.missing() == 0
                ? Choice.drop(told + ": it says little about other rows")
                : new Choice(
                        PlannedFeature.Category.of(feature, List.of(""), column, train.labels()),
                        Use.CATEGORY,
                        told + ": only whether there is one counts");
    }

    private static Choice words(Feature feature, RawColumn column) {
        var words = Terms.of(feature, column.texts());
        return words.numbers() == 0
                ? Choice.drop("a text without words that come again")
                : new Choice(words, Use.TEXT, words.told(Terms.length(column.texts())));
    }

    private Choice category(Feature feature, RawColumn column, ValueCounts counts) {
        if ((counts.distinct() < 2 && counts.missing() == 0) || counts.distinct() == 0) {
            return Choice.drop(CONSTANT);
        }
        Labels labels = train.labels();
        String told = counts.distinct() + " different values";
        return counts.distinct() <= MOST_CODES
                ? new Choice(
                        PlannedFeature.Category.of(feature, counts.vocabulary(), column, labels), Use.CATEGORY, told)
                : new Choice(
                        Effects.fit(feature, counts.vocabulary(), column, labels),
                        Use.CATEGORY,
                        told + ", each known by what the label was where it occurred");
    }

    private static Choice date(Feature feature, RawColumn column) {
        Moment moment = Moment.of(feature, column.numbers());
        return moment.numbers() == 0 ? Choice.drop(CONSTANT) : new Choice(moment, Use.DATE, "dates: " + moment.told());
    }

    private Choice number(Feature feature, RawColumn column) {
        NumberProfile profile = NumberProfile.of(column);
        if (profile.rowNumber()) {
            return Choice.drop("a row number: every value once, without wide gaps");
        }
        return profile.identifier() ? codes(feature, column) : quantity(feature, column, profile);
    }

    private Choice codes(Feature feature, RawColumn column) {
        Choice category = category(feature, column, counts(column));
        return new Choice(
                category.planned(),
                category.use(),
                "whole numbers with many digits that come again: " + category.reason());
    }

    private Choice quantity(Feature feature, RawColumn column) {
        return quantity(feature, column, NumberProfile.of(column));
    }

    private Choice quantity(Feature feature, RawColumn column, NumberProfile profile) {
        boolean constant = profile.least() == profile.most() && profile.present() == train.size();
        if (profile.present() == 0 || constant) {
            return Choice.drop(CONSTANT);
        }
        String told = called(column.kind()) + (profile.present() < train.size() ? ", some of them missing" : "");
        return new Choice(new PlannedFeature.Quantity(feature, profile.offset()), Use.NUMBER, told);
    }
}
