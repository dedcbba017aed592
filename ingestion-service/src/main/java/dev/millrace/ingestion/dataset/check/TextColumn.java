package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a checked file.
 *
 * @param kinds what its values look like, ORed; 0 where all are missing
 */
public record TextColumn(String name, int kinds) {

    private static final int WHOLE_NUMBERS = ValueKinds.INTEGER | ValueKinds.WIDE;
    private static final int DOUBLES =
            ValueKinds.INTEGER | ValueKinds.WHOLE | ValueKinds.DECIMAL | ValueKinds.NOT_FINITE;

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
        return kinds == ValueKinds.ZONED;
    }

    private ColumnType narrowest() {
        if (kinds == 0 || kinds == ValueKinds.NOT_FINITE) {
            return ColumnType.STRING;
        }
        if (kinds == ValueKinds.BOOLEAN) {
            return ColumnType.BOOLEAN;
        }
        if (within(WHOLE_NUMBERS)) {
            return ColumnType.INTEGER;
        }
        if (within(DOUBLES)) {
            return ColumnType.DOUBLE;
        }
        if (kinds == ValueKinds.DATE) {
            return ColumnType.DATE;
        }
        return fits(ColumnType.TIMESTAMP) ? ColumnType.TIMESTAMP : ColumnType.STRING;
    }

    private boolean fits(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> within(ValueKinds.BOOLEAN);
            case INTEGER -> within(WHOLE_NUMBERS | ValueKinds.WHOLE);
            case DOUBLE -> within(DOUBLES);
            case STRING -> true;
            case DATE -> within(ValueKinds.DATE);
            case TIMESTAMP -> within(ValueKinds.DATE | ValueKinds.TIMESTAMP) || within(ValueKinds.ZONED);
        };
    }

    private boolean within(int allowed) {
        return (kinds & ~allowed) == 0;
    }
}
