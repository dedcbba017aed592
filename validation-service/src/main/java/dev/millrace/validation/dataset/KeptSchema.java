package dev.millrace.validation.dataset;

import dev.millrace.validation.rule.Schema;

/**
 * A schema that was in force or still is.
 *
 * @param inferredFrom the dataset version that it was read from
 * @param rows of that version
 */
record KeptSchema(int version, long inferredFrom, long rows, Schema schema) {

    /** The dataset version stands in the id, so that a version that lost a race leaves the winner's schema alone. */
    static String id(String aggregateId, int version, long inferredFrom) {
        return "%s/%010d/%019d".formatted(aggregateId, version, inferredFrom);
    }
}
