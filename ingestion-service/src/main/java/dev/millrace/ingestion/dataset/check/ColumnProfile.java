package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a checked file.
 *
 * @param kinds what its values look like, ORed; 0 where all are missing
 */
public record ColumnProfile(String name, int kinds) {

    private static final int WHOLE_NUMBERS = Kinds.INTEGER | Kinds.WIDE;
    private static final int DOUBLES = Kinds.INTEGER | Kinds.WHOLE | Kinds.DECIMAL | Kinds.NOT_FINITE;

    /** The type that the dataset's earlier versions gave it, if the values fit; else the narrowest that they fit. */
    public ColumnType type(@Nullable ColumnType established) {
        return established != null && fits(established) ? established : narrowest();
    }

    /** Whether there is any value to tell a type from. */
    public boolean hasValues() {
        return kinds != 0;
    }

    /** Whether every value says its offset from UTC. */
    public boolean zoned() {
        return kinds == Kinds.ZONED;
    }

    private ColumnType narrowest() {
        if (kinds == 0 || kinds == Kinds.NOT_FINITE) {
            return ColumnType.STRING;
        }
        if (kinds == Kinds.BOOLEAN) {
            return ColumnType.BOOLEAN;
        }
        if (within(WHOLE_NUMBERS)) {
            return ColumnType.INTEGER;
        }
        if (within(DOUBLES)) {
            return ColumnType.DOUBLE;
        }
        if (kinds == Kinds.DATE) {
            return ColumnType.DATE;
        }
        return fits(ColumnType.TIMESTAMP) ? ColumnType.TIMESTAMP : ColumnType.STRING;
    }

    private boolean fits(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> within(Kinds.BOOLEAN);
            case INTEGER -> within(WHOLE_NUMBERS | Kinds.WHOLE);
            case DOUBLE -> within(DOUBLES);
            case STRING -> true;
            case DATE -> within(Kinds.DATE);
            case TIMESTAMP -> within(Kinds.DATE | Kinds.TIMESTAMP) || within(Kinds.ZONED);
        };
    }

    private boolean within(int allowed) {
        return (kinds & ~allowed) == 0;
    }
}
