package dev.millrace.validation.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the next version of a dataset is held to.
 *
 * @param schema in force; null where there is none
 * @param provisional whether the schema was read from too few rows, so that a version that says more gives it anew
 * @param previousRows rows of the newest usable version; 0 where there is none
 */
public record Standard(@Nullable Schema schema, boolean provisional, long previousRows) {

    /** Of a dataset without a version. */
    public static final Standard NONE = new Standard(null, true, 0);

    /** Whether the version itself gives the schema, as if it were the first. */
    public boolean isGivenBy(Statistics observed) {
        return schema == null || (provisional && InferSchema.tells(observed.rows()));
    }

    /**
     * Judges a version.
     *
     * @param misfits of its columns
     * @param previous what the newest usable version looks like; asked only where columns may have been renamed
     */
    public Judgement judge(Statistics observed, List<Misfits> misfits, Supplier<Optional<Statistics>> previous) {
        boolean first = isGivenBy(observed);
        var ruling = schema == null || first ? InferSchema.from(observed) : schema;
        var judgement = Judgement.of(ruling, observed, previousRows).with(misfits, first);
        return judgement.hasOtherColumns()
                ? previous.get()
                        .map(known -> judgement.guessing(observed, known))
                        .orElse(judgement)
                : judgement;
    }
}
