package dev.millrace.models;

/** A loaded model. Safe for use by many threads. */
public interface Predictor extends AutoCloseable {

    /**
     * Scores of every row, row by row: {@code classes} values a row, or one for regression.
     *
     * @throws IllegalArgumentException when the rows do not have the signature's columns
     */
    float[] scores(Rows rows);

    /** Ends calls under way, however long they would last, and lets later ones fail. */
    void stop();

    @Override
    void close();
}
