package dev.millrace.monitoring.gather;

/**
 * What became of labelled rows.
 *
 * @param rows that were kept
 */
public record Gathered(long rows, long withoutInputs, long sampledAway, long labelUnknown) {

    public static final Gathered NONE = new Gathered(0, 0, 0, 0);

    public Gathered plus(Gathering gathering) {
        return switch (gathering) {
            case Gathering.Kept _ -> new Gathered(rows + 1, withoutInputs, sampledAway, labelUnknown);
            case Gathering.LeftOut leftOut ->
                switch (leftOut) {
                    case NOT_ASKED -> this;
                    case WITHOUT_INPUTS -> new Gathered(rows, withoutInputs + 1, sampledAway, labelUnknown);
                    case SAMPLED_AWAY -> new Gathered(rows, withoutInputs, sampledAway + 1, labelUnknown);
                    case LABEL_UNKNOWN -> new Gathered(rows, withoutInputs, sampledAway, labelUnknown + 1);
                };
        };
    }

    public Gathered plus(Gathered more) {
        return new Gathered(
                rows + more.rows,
                withoutInputs + more.withoutInputs,
                sampledAway + more.sampledAway,
                labelUnknown + more.labelUnknown);
    }
}
