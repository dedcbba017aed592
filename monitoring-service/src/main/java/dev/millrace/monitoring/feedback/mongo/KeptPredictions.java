package dev.millrace.monitoring.feedback.mongo;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;

/**
 * Makes room for new predictions of a partition: the newest half of what is kept are the newest ones, without a gap, and the other half is a random
 * sample of all that are older. The sample has the documents with the lowest draws (a bottom-k sample, Cohen and Kaplan, PODC 2007), so that every
 * older document has the same chance whenever it was written, and what late labels say of the sample holds for all.
 */
final class KeptPredictions {

    private static final int TOGETHER = 200;

    private final PredictionDocuments documents;
    private final long newest;
    private final int sampled;

    /** @param kept predictions of a partition */
    KeptPredictions(PredictionDocuments documents, long kept) {
        this.documents = documents;
        this.newest = Math.ceilDiv(kept, 2);
        this.sampled = Math.toIntExact(kept / 2 / PredictionDocument.NUMBERS);
    }

    /** @param logged rows of the partition so far */
    void makeRoom(int partition, long logged) {
        List<PredictionDocument> old;
        do {
            old = documents.oldest(partition, logged - newest, Limit.of(TOGETHER));
            double lowest = lowestThatLeaves(partition);
            var stays = old.stream().collect(Collectors.partitioningBy(each -> drawn(each) < lowest));
            documents.setLogged(ids(stays.getOrDefault(true, List.of())), PredictionDocument.SAMPLED);
            documents.deleteAllById(ids(stays.getOrDefault(false, List.of())));
            thin(partition);
        } while (old.size() == TOGETHER);
    }

    /** The draw from which on an older document does not stay. */
    private double lowestThatLeaves(int partition) {
        if (documents.countByPartitionAndLogged(partition, PredictionDocument.SAMPLED) < sampled) {
            return 1;
        }
        return highest(partition, 1).stream()
                .mapToDouble(KeptPredictions::drawn)
                .findFirst()
                .orElse(0);
    }

    private void thin(int partition) {
        long tooMany = documents.countByPartitionAndLogged(partition, PredictionDocument.SAMPLED) - sampled;
        if (tooMany > 0) {
            documents.deleteAllById(ids(highest(partition, (int) tooMany)));
        }
    }

    private List<PredictionDocument> highest(int partition, int most) {
        return documents.findByPartitionAndLoggedOrderByDrawDesc(partition, PredictionDocument.SAMPLED, Limit.of(most));
    }

    private static double drawn(PredictionDocument document) {
        return Objects.requireNonNullElse(document.draw(), 0.0);
    }

    private static List<String> ids(List<PredictionDocument> some) {
        return some.stream().map(PredictionDocument::id).toList();
    }
}
