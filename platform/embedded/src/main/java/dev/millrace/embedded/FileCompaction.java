package dev.millrace.embedded;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/** Gives back room in the file that nothing uses any more, a little at each turn. Not safe for several threads. */
final class FileCompaction {

    private static final int FILL_PERCENT = 60;
    private static final int BYTES_A_TURN = 1 << 20;

    private static final int FILL_PERCENT_AT_REST = 70;
    private static final int BYTES_A_TURN_AT_REST = 4 << 20;

    /** More than the largest chunk, which is moved as a whole. */
    private static final int BYTES_MOVED_A_TURN = 32 << 20;

    /**
     * Turns, one a second, of which at rest only the first few write chunks anew. What these leave counts as used until it may be
     * written over, so that nobody knows before the end of the round whether more of it is needed.
     */
    private static final int ROUND = 20;

    private static final int REWRITING_TURNS = 4;

    private final MVStore store;
    private int turns;
    private int turnsInVain;
    private boolean done;

    FileCompaction(MVStore store) {
        this.store = store;
    }

    /** Whether another turn at rest would bring nothing. */
    boolean done() {
        return done;
    }

    /** @param resting whether nothing was written since the last turn */
    void turn(boolean resting) {
        boolean rewriting = turns++ % ROUND < REWRITING_TURNS;
        if (resting) {
            atRest(rewriting);
        } else {
            turnsInVain = 0;
            done = false;
            store.compact(FILL_PERCENT, BYTES_A_TURN);
        }
    }

    /** Writes chunks with little in them anew, or moves those that are behind free room into it. */
    private void atRest(boolean rewriting) {
        var file = (RandomAccessStore) store.getFileStore();
        boolean gave = rewriting ? store.compact(FILL_PERCENT_AT_REST, BYTES_A_TURN_AT_REST) : moved(file);
        turnsInVain = gave ? 0 : turnsInVain + 1;
        boolean full = file.getChunksFillRate() >= FILL_PERCENT_AT_REST && file.getFillRate() >= FILL_PERCENT_AT_REST;
        done = full || turnsInVain == ROUND;
    }

    private boolean moved(RandomAccessStore file) {
        long before = file.size();
        file.compactMoveChunks(FILL_PERCENT_AT_REST, BYTES_MOVED_A_TURN, store);
        return file.size() < before;
    }
}
