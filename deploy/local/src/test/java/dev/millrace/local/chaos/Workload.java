package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients of all kinds that use a stack at once, until the workload is closed. */
public final class Workload implements AutoCloseable {

    private static final int THREADS = 5;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();

    /** One kind of client. */
    @FunctionalInterface
    interface Client {
        void act() throws IOException;
    }

    /**
     * @param automatic a model whose versions serve by themselves, and its dataset
     * @param reviewed a model whose versions wait for a person, and its dataset
     */
    public Workload(StackApi api, CallLog calls, String automatic, String reviewed, long seed) {
        var random = new Random(seed);
        var predictor = new PredictingClient(api, calls, List.of(automatic, reviewed), new Random(random.nextLong()));
        every(1_500, new UploadingClient(api, calls, automatic, new Random(random.nextLong())));
        every(2_500, new UploadingClient(api, calls, reviewed, new Random(random.nextLong())));
        every(150, predictor);
        every(2_000, new LabellingClient(api, calls, predictor, new Random(random.nextLong())));
        every(2_000, new ReviewingClient(api, calls, reviewed, new Random(random.nextLong())));
    }

    private void every(int millis, Client client) {
        var _ = threads.scheduleWithFixedDelay(() -> act(client), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A client that fails by itself would otherwise fall silent unnoticed. */
    private void act(Client client) {
        try {
            client.act();
        } catch (IOException away) {
            // The stack is disturbed on purpose: the client comes again.
        } catch (RuntimeException defect) {
            defects.add(client.getClass().getSimpleName() + ": " + defect);
        }
    }

    /** Clients that are themselves broken. */
    public List<String> defects() {
        return new ArrayList<>(defects);
    }

    @Override
    public void close() {
        threads.close();
    }
}
