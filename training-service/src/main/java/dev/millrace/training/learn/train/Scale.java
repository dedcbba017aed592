package dev.millrace.training.learn.train;

import java.util.Arrays;

/** Numbers to be predicted as they are learned: around 0 and of the size of 1, where floats are most exact. */
record Scale(double mean, double deviation) {

    static Scale of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double deviation = Math.sqrt(squares);
        return new Scale(mean, deviation > 0 && Double.isFinite(deviation) ? deviation : 1);
    }

    double up(double value) {
        return value * deviation + mean;
    }

    double down(double value) {
        return (value - mean) / deviation;
    }
}
