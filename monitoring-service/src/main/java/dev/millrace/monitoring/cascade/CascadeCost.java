package dev.millrace.monitoring.cascade;

import java.util.List;

/**
 * What a cascade has cost, as its events say. What events that came when it was full have cost is not in it.
 *
 * @param millis from its first event to its last
 * @param datasetVersions that arrived
 * @param rowsArrived rows of these
 * @param bytesArrived bytes of their files
 * @param runs that ended, whatever they came to
 * @param rowsRead rows that these runs read
 * @param trainingMillis that they took
 */
public record CascadeCost(
        long millis,
        int datasetVersions,
        long rowsArrived,
        long bytesArrived,
        int runs,
        long rowsRead,
        long trainingMillis) {

    private static final String RUN_ENDED = "run.ended";

    static CascadeCost of(List<TimelineEntry> entries, List<CascadeView.Event> events) {
        long millis = 0;
        int versions = 0;
        long rowsArrived = 0;
        long bytes = 0;
        int runs = 0;
        long rowsRead = 0;
        long training = 0;
        for (int each = 0; each < events.size(); each++) {
            var event = events.get(each);
            millis = Math.max(millis, event.millisSinceStart());
            if (entries.get(each).step() == Step.DATA_ARRIVED) {
                versions++;
                rowsArrived += event.data().path("rows").asLong(0);
                bytes += event.data().path("bytes").asLong(0);
            } else if (event.topic().equals(RUN_ENDED)) {
                runs++;
                rowsRead += event.data().path("rows").asLong(0);
                training += event.data().path("durationMillis").asLong(0);
            }
        }
        return new CascadeCost(millis, versions, rowsArrived, bytes, runs, rowsRead, training);
    }
}
