package dev.millrace.monitoring.drift.watch;

/**
 * What of one partition is in closed windows.
 *
 * @param rows number of the first single row that is in none
 * @param blocks number of the first block that is in none
 */
record Taken(long rows, long blocks) {

    static final Taken NOTHING = new Taken(0, 0);

    Taken withRow() {
        return new Taken(rows + 1, blocks);
    }

    Taken withBlock() {
        return new Taken(rows, blocks + 1);
    }
}
