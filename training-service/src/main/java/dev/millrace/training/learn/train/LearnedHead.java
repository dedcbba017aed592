package dev.millrace.training.learn.train;

import dev.millrace.models.Outputs;
import dev.millrace.training.learn.graph.GraphBuilder;

/** What a trainer learned: the second half of the graph, from the matrix to the outputs. */
public interface LearnedHead {

    /** Adds the nodes that end in the outputs {@code label} and, for classes, {@code probabilities}. */
    void append(GraphBuilder graph, String matrix, Outputs outputs);

    /** What the trainer's own model says of rows: the scores that the nodes give, row by row. */
    float[] scores(Matrix rows);

    /** How much each column of the matrix contributes, not negative, in a unit of its own. */
    double[] weights();
}
