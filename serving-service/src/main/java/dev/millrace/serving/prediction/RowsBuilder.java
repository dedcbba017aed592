package dev.millrace.serving.prediction;

import dev.millrace.models.EpochSeconds;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers rows value by value into columns, and refuses what the signature does not allow. */
public final class RowsBuilder {

    /** Stands for a column that is left out on purpose. */
    public static final int IGNORED = -1;

    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern NUMBER =
            Pattern.compile("\\s*[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\\s*");

    private final Signature signature;
    private final int maxRows;
    private final UnknownColumns unknownColumns;
    private final Object[] columns;
    private final int[] lastSeen;
    private @Nullable Set<String> ignored;
    private int capacity = 1;
    private int size;

    public RowsBuilder(Signature signature, int maxRows, UnknownColumns unknownColumns) {
        this.signature = signature;
        this.maxRows = maxRows;
        this.unknownColumns = unknownColumns;
        this.columns = new Object[signature.width()];
        this.lastSeen = new int[signature.width()];
        for (int place = 0; place < columns.length; place++) {
            columns[place] = isText(place) ? new String[1] : new double[1];
        }
    }

    public void startRow() {
        if (size == maxRows) {
            throw Refusals.tooManyRows(maxRows);
        }
        if (size == capacity) {
            grow();
        }
        size++;
    }

    /** Whether the model has the column, so that its values matter. */
    public boolean knows(String name) {
        return signature.place(name) >= 0;
    }

    /** Where the column stands, or {@link #IGNORED}. */
    public int place(String name) {
        int place = signature.place(name);
        if (place < 0) {
            ignore(name);
            return IGNORED;
        }
        mark(place);
        return place;
    }

    /** For rows given in the order of the signature. */
    public void mark(int place) {
        if (lastSeen[place] == size) {
            throw Refusals.twice(signature.feature(place).name(), row());
        }
        lastSeen[place] = size;
    }

    public Feature feature(int place) {
        return signature.feature(place);
    }

    public int width() {
        return columns.length;
    }

    public void number(int place, double value) {
        if (!Double.isFinite(value)) {
            throw Refusals.notFinite(feature(place).name(), row());
        }
        ((double[]) columns[place])[size - 1] = value;
    }

    /** A number that is written as a text; false where the text is none. */
    public boolean number(int place, String text) {
        boolean isNumber =
                text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
        if (isNumber) {
            number(place, Double.parseDouble(text));
        }
        return isNumber;
    }

    public void truth(int place, boolean value) {
        ((double[]) columns[place])[size - 1] = value ? 1 : 0;
    }

    /** A truth value that is written as a text, with the words that files may have for it; false where the text is none. */
    public boolean truth(int place, String text) {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> truth(place, true);
            case "false", "no", "0" -> truth(place, false);
            default -> {
                return false;
            }
        }
        return true;
    }

    public void text(int place, String value) {
        ((String[]) columns[place])[size - 1] = value;
    }

    /** A date, or a date and a time, as people write them. */
    public void time(int place, String value) {
        if (value.isEmpty()) {
            missing(place);
            return;
        }
        double seconds = EpochSeconds.of(value)
                .orElseThrow(() -> Refusals.date(feature(place).name(), row(), value));
        ((double[]) columns[place])[size - 1] = seconds;
    }

    public void missing(int place) {
        if (!feature(place).nullable()) {
            throw Refusals.empty(feature(place).name(), row());
        }
        leaveOut(place);
    }

    public void endRow() {
        for (int place = 0; place < columns.length; place++) {
            if (lastSeen[place] != size) {
                if (!feature(place).nullable()) {
                    throw Refusals.missing(feature(place).name(), row());
                }
                leaveOut(place);
            }
        }
    }

    /** The row that is being filled, from 0. */
    public int row() {
        return size - 1;
    }

    public Rows build() {
        if (size == 0) {
            throw Refusals.noRows();
        }
        if (size < capacity) {
            resize(size);
        }
        return new Rows(size, Arrays.asList(columns));
    }

    /** Columns that were left out because the model does not have them. */
    public List<String> ignored() {
        return ignored == null ? List.of() : new ArrayList<>(ignored);
    }

    private void ignore(String name) {
        if (unknownColumns == UnknownColumns.REFUSE) {
            throw Refusals.unknown(name, signature).with("row", row());
        }
        if (ignored == null) {
            ignored = new LinkedHashSet<>();
        }
        if (ignored.size() < MOST_NAMES) {
            ignored.add(Refusals.shorten(name));
        }
    }

    private void leaveOut(int place) {
        if (isText(place)) {
            text(place, "");
        } else {
            ((double[]) columns[place])[size - 1] = Double.NaN;
        }
    }

    private boolean isText(int place) {
        return feature(place).kind() == Feature.Kind.TEXT;
    }

    private void grow() {
        resize(Math.min(Math.max(8, capacity * 2), maxRows));
    }

    private void resize(int newCapacity) {
        for (int place = 0; place < columns.length; place++) {
            columns[place] = columns[place] instanceof double[] numbers
                    ? Arrays.copyOf(numbers, newCapacity)
                    : Arrays.copyOf((String[]) columns[place], newCapacity);
        }
        capacity = newCapacity;
    }
}
