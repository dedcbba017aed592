package dev.millrace.training.learn.train;

import dev.millrace.training.learn.graph.GraphBuilder;
import java.util.List;

/** What a trainer learned: the second half of the graph, from the matrix to the outputs. */
public interface LearnedHead {

    /** Adds the nodes that end in the outputs {@code label} and {@code probabilities}. */
    void append(GraphBuilder graph, String matrix, List<String> classes);

    /** How much each column of the matrix contributes, not negative, in a unit of its own. */
    double[] weights();
}
