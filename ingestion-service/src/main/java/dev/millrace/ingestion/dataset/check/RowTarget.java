package dev.millrace.ingestion.dataset.check;

/** Takes what the cells of rows hold, row by row. */
interface RowTarget {

    /** Takes nothing. */
    RowTarget NONE = new RowTarget() {
        @Override
        public void cell(int column, int code, byte[] text, int from, int to) {}

        @Override
        public void missing(int column) {}

        @Override
        public void endRow(int cells) {}
    };

    /**
     * @param code of {@link Cells}, for the text
     * @param text in UTF-8
     */
    void cell(int column, int code, byte[] text, int from, int to);

    void missing(int column);

    /** @param cells that the row had; columns behind them have no value */
    void endRow(int cells);
}
