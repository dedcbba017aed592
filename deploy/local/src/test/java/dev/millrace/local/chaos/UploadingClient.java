package dev.millrace.local.chaos;

import dev.millrace.local.chaos.CallLog.Kind;
import java.util.Random;

/** Sends files: most are good, some are of another kind of data, some are no table at all. */
final class UploadingClient implements Workload.Client {

    private static final double GOOD = 0.7;
    private static final double UNLIKE = 0.9;
    private static final int ROWS = 200;

    private final StackApi api;
    private final PersistentCaller caller;
    private final String dataset;
    private final Random random;

    UploadingClient(StackApi api, CallLog calls, String dataset, Random random) {
        this.api = api;
        this.caller = new PersistentCaller(calls);
        this.dataset = dataset;
        this.random = random;
    }

    @Override
    public void act() {
        double chance = random.nextDouble();
        long seed = random.nextLong();
        if (chance < GOOD) {
            send(Kind.UPLOAD, Trips.csv(seed, ROWS));
        } else if (chance < UNLIKE) {
            send(Kind.INVALID_UPLOAD, "a,b\n1," + seed + "\n");
        } else {
            send(Kind.MALFORMED_UPLOAD, "a,b\n1,2\n" + seed + "\n");
        }
    }

    private void send(Kind kind, String csv) {
        caller.call(
                kind,
                dataset,
                key -> api.post(
                        api.anyUrl("ingestion", random) + "/v1/datasets/" + dataset + "/versions",
                        "MILLRACE_TOKEN",
                        csv,
                        "Content-Type",
                        "text/csv",
                        "Idempotency-Key",
                        key));
    }
}
