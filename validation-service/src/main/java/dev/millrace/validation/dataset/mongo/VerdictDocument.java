package dev.millrace.validation.dataset.mongo;

import dev.millrace.validation.dataset.Verdict;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** The verdict on one version of one dataset, whose names make the id. */
@Document("verdicts")
record VerdictDocument(@Id String id, Verdict verdict) {

    static String id(String dataset, long version) {
        return "%s/%019d".formatted(dataset, version);
    }
}
