package dev.millrace.serving.prediction;

import org.jspecify.annotations.Nullable;

/**
 * One column of a request, of any dialect that speaks of tensors: its elements are Boolean, Long, BigInteger, Double,
 * String or null, as {@link Elements} takes them.
 */
public final class InputTensor {

    private final String name;
    private final @Nullable Datatype datatype;
    private final @Nullable Object[] elements;

    public InputTensor(String name, Datatype datatype, long[] shape, @Nullable Object[] elements) {
        this.name = name;
        this.datatype = datatype;
        this.elements = elements;
        if (elements.length != count(name, shape)) {
            throw Refusals.shape(name, elements.length + " elements do not fill its shape");
        }
        if (datatype == Datatype.BYTES) {
            return;
        }
        for (var element : elements) {
            if (element instanceof String) {
                throw Refusals.shape(name, "a text is no " + datatype);
            }
        }
    }

    private InputTensor(String name, @Nullable Object[] elements) {
        this.name = name;
        this.datatype = null;
        this.elements = elements;
    }

    /** A column of plain JSON, whose values say themselves what they are. */
    public static InputTensor untyped(String name, @Nullable Object[] elements) {
        return new InputTensor(name, elements);
    }

    /** Rows of a shape {@code [n]} or {@code [n,1]}. */
    public static int count(String name, long[] shape) {
        boolean column = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
        if (!column || shape[0] < 0 || shape[0] > Integer.MAX_VALUE) {
            throw Refusals.shape(name, "a column has the shape [n] or [n,1]");
        }
        return (int) shape[0];
    }

    String name() {
        return name;
    }

    int size() {
        return elements.length;
    }

    void put(int row, int place, RowsBuilder rows) {
        Elements.put(elements[row], datatype, place, rows);
    }
}
