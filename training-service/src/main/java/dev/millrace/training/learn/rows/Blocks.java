package dev.millrace.training.learn.rows;

import java.util.SplittableRandom;

/** A matrix of floats in blocks of rows, which are made and handed on one by one. */
public final class Blocks {

    /** Rows of a block, as a power of two. */
    private static final int SHIFT = 14;

    private static final int ROWS = 1 << SHIFT;

    private final int rows;
    private final int width;
    private final float[][] blocks;

    /** Without values. */
    public Blocks(int rows, int width) {
        this.rows = rows;
        this.width = width;
        this.blocks = new float[Math.ceilDiv(rows, ROWS)][];
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return width;
    }

    /** Number of blocks. */
    public int count() {
        return blocks.length;
    }

    /** The first row of a block. */
    public int first(int block) {
        return block << SHIFT;
    }

    /** The row behind the last one of a block. */
    public int end(int block) {
        return Math.min(rows, (block + 1) << SHIFT);
    }

    /** The values of a block, row by row. Not a copy: nobody writes into it. */
    public float[] block(int block) {
        return blocks[block];
    }

    public void set(int block, float[] values) {
        if (values.length != (end(block) - first(block)) * width) {
            throw new IllegalArgumentException("the block does not have a row for each of its rows");
        }
        blocks[block] = values;
    }

    public float at(int row, int column) {
        return blocks[row >> SHIFT][(row & (ROWS - 1)) * width + column];
    }

    /** All values, row by row. */
    public float[] values() {
        if (blocks.length == 1) {
            return blocks[0];
        }
        float[] values = new float[rows * width];
        for (int block = 0; block < blocks.length; block++) {
            System.arraycopy(blocks[block], 0, values, first(block) * width, blocks[block].length);
        }
        return values;
    }

    /** So many of the rows, in their order: one from each of as many stretches of equal length, drawn by the seed. */
    public Blocks drawn(int wanted, long seed) {
        var random = new SplittableRandom(seed);
        var drawn = new Blocks(wanted, width);
        for (int block = 0; block < drawn.count(); block++) {
            float[] values = new float[(drawn.end(block) - drawn.first(block)) * width];
            for (int at = 0; at < values.length; at += width) {
                double place = drawn.first(block) + at / width + random.nextDouble();
                int row = (int) (place * rows / wanted);
                System.arraycopy(blocks[row >> SHIFT], (row & (ROWS - 1)) * width, values, at, width);
            }
            drawn.set(block, values);
        }
        return drawn;
    }

    /** A matrix with the rows of others: row i of {@code parts[n]} becomes row {@code places[n][i]}. */
    public static Blocks merged(int rows, int width, Blocks[] parts, int[][] places) {
        var merged = new Blocks(rows, width);
        for (int block = 0; block < merged.count(); block++) {
            merged.blocks[block] = new float[(merged.end(block) - merged.first(block)) * width];
        }
        for (int n = 0; n < parts.length; n++) {
            for (int i = 0; i < places[n].length; i++) {
                int row = places[n][i];
                System.arraycopy(
                        parts[n].blocks[i >> SHIFT],
                        (i & (ROWS - 1)) * width,
                        merged.blocks[row >> SHIFT],
                        (row & (ROWS - 1)) * width,
                        width);
            }
        }
        return merged;
    }
}
