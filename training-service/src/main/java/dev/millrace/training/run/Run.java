package dev.millrace.training.run;

import dev.millrace.messaging.Lineage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run that is wanted.
 *
 * @param number counts up from 1 within the pipeline
 * @param requestedBy a person, or the type of the event that triggered it
 * @param askedBy all people who asked for it
 * @param causes ids of the events that it answers; empty where a person asked
 * @param lineage that of the trigger that came first
 * @param definition the pipeline version that it learns by, whatever comes into force while it does
 * @param dataset what it reads; another one than the pipeline's where that changed meanwhile
 * @param versions dataset versions to read; of a waiting run, those known so far
 */
public record Run(
        int number,
        Reason reason,
        String requestedBy,
        List<String> askedBy,
        Instant requestedAt,
        List<String> causes,
        Lineage lineage,
        Definition definition,
        String dataset,
        List<Long> versions,
        long rows) {

    public Run {
        askedBy = List.copyOf(askedBy);
        causes = List.copyOf(causes);
        versions = List.copyOf(versions);
    }

    /** Whether it reads all of these. */
    boolean covers(String ofDataset, KnownData data) {
        return dataset.equals(ofDataset) && data.rowsBeyond(versions) == 0;
    }

    /** What it reads, for people. */
    String reads() {
        return switch (versions.size()) {
            case 0 -> "of no version";
            case 1 -> "of version " + versions.getFirst();
            default -> "of %d versions, the last is %d".formatted(versions.size(), versions.getLast());
        };
    }

    /** Has its turn: reads what is known now, and learns by what is in force now. */
    Run reading(Definition newer, String newDataset, KnownData data) {
        return new Run(
                number,
                reason,
                requestedBy,
                askedBy,
                requestedAt,
                causes,
                lineage,
                newer,
                newDataset,
                data.numbers(),
                data.rows());
    }

    /** Answers this trigger too; a person who asks takes over as the one who asked. */
    Run joinedBy(Trigger trigger, KnownData data) {
        boolean manual = trigger instanceof Trigger.Manual;
        return new Run(
                number,
                manual ? Reason.MANUAL : reason,
                manual ? trigger.requestedBy() : requestedBy,
                Stream.concat(askedBy.stream(), trigger.askedBy().stream())
                        .distinct()
                        .toList(),
                requestedAt,
                Stream.concat(causes.stream(), trigger.causes().stream()).toList(),
                lineage,
                definition,
                dataset,
                data.numbers(),
                data.rows());
    }
}
