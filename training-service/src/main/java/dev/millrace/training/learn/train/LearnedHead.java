package dev.millrace.training.learn.train;

import dev.millrace.models.Outputs;
import dev.millrace.training.learn.graph.GraphBuilder;

/** What a trainer learned: the second half of the graph, from the matrix to the outputs. */
public interface LearnedHead {

    /** Adds the nodes that end in the outputs {@code label} and, for classes, {@code probabilities}. */
    void append(GraphBuilder graph, String matrix, Outputs outputs);

    /** How much each column of the matrix contributes, not negative, in a unit of its own. */
    double[] weights();
}
