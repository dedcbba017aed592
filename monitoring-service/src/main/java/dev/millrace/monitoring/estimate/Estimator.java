package dev.millrace.monitoring.estimate;

import java.util.Map;

/**
 * Estimates metrics of rows from their answers. What it needs of rows is added up in whole numbers, so that sums of any parts of them,
 * counted by whoever, give the same estimate.
 */
sealed interface Estimator permits TwoClasses, ManyClasses, Numbers {

    /** How fine shares are added up. */
    double UNIT = 1L << 30;

    /** How many numbers are added up; the first is the number of rows. */
    int cells();

    /** @param answer as {@link TestAnswers#answer} gives it */
    void add(float[] answer, long[] sums);

    /** By the names that training uses; those that the rows say nothing about are left out. */
    Map<String, Double> metrics(long[] sums);
}
