package dev.millrace.local.chaos;

import dev.millrace.examples.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Predicts with one model all the time, a part of each {@value #CYCLE} rows in another world, and tells monitoring what was true. In
 * the other world the model is hardly ever right.
 */
public final class MonitoredClient implements AutoCloseable {

    private static final int CYCLE = 4_000;
    private static final int OTHER_FROM = 600;
    private static final int OTHER_TO = 2_200;
    private static final int ROWS = 20;
    private static final int MOST_AT_ONCE = 500;
    private static final double RIGHT_IN_THE_USUAL_WORLD = 0.98;
    private static final double RIGHT_IN_THE_OTHER = 0.25;
    private static final int MILLIS = 300;
    private static final int MILLIS_OF_THE_EAGER = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();
    private final Queue<Truth> untold = new ConcurrentLinkedQueue<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicLong rows = new AtomicLong();
    private final StackApi api;
    private final String model;
    private final boolean patient;
    private volatile boolean settled;
    private final LabelPost labels;
    private final Random random;

    /** What turned out to be true. */
    record Truth(String predictionId, String label) {

        /** The other class. */
        Truth contrary() {
            return new Truth(predictionId, label.equals("true") ? "false" : "true");
        }
    }

    /** @param patient whether labels wait until monitoring keeps their predictions; else they may come before them */
    public MonitoredClient(StackApi api, CallLog calls, String model, boolean patient, long seed) {
        this.api = api;
        this.model = model;
        this.patient = patient;
        random = new Random(seed);
        labels = new LabelPost(api, calls, model, patient, new Random(random.nextLong()));
    }

    public void start() {
        var _ = threads.scheduleWithFixedDelay(() -> act(this::predict), 0, MILLIS, TimeUnit.MILLISECONDS);
        int pause = patient ? MILLIS : MILLIS_OF_THE_EAGER;
        var _ = threads.scheduleWithFixedDelay(() -> act(this::label), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** A client that fails by itself would otherwise fall silent unnoticed. */
    private void act(Workload.Client client) {
        try {
            client.act();
        } catch (IOException away) {
            // Monitoring is killed on purpose: the client comes again.
        } catch (RuntimeException defect) {
            defects.add(model + ": " + defect);
        }
    }

    private void predict() throws IOException {
        long place = rows.get() % CYCLE;
        boolean other = !settled && place >= OTHER_FROM && place < OTHER_TO;
        predict(ROWS, other ? World.SHIFTED : World.USUAL, other ? RIGHT_IN_THE_OTHER : RIGHT_IN_THE_USUAL_WORLD);
    }

    private void predict(int count, World world, double right) throws IOException {
        var reply = api.predict(api.anyUrl("serving", random), model, Trips.instances(random.nextLong(), count, world));
        if (!reply.ok()) {
            throw new IllegalStateException("serving answers " + reply.status() + " " + reply.body());
        }
        rows.addAndGet(count);
        for (var prediction : reply.body().path("predictions")) {
            var id = prediction.path("predictionId").asString();
            var said = new Truth(id, prediction.path("prediction").asString());
            answered.add(id);
            untold.add(random.nextDouble() < right ? said : said.contrary());
        }
    }

    private void label() throws IOException {
        if (labels.isSent()) {
            var next = new ArrayList<Truth>();
            for (var truth = untold.poll(); truth != null; truth = untold.poll()) {
                next.add(truth);
                if (next.size() == MOST_AT_ONCE) {
                    break;
                }
            }
            labels.next(next);
        }
        labels.send();
    }

    /** Whether the other world was there for a while. */
    public boolean hasSeenBothWorlds() {
        return rows.get() >= OTHER_TO;
    }

    /** From now on the world is the usual one. */
    public void settle() {
        settled = true;
    }

    /** Predicts no longer, and tells the truths that are left. Monitoring has to be there. */
    public void finish() {
        threads.close();
        sendAll();
    }

    /** Labels so many predictions more, so that a window is full to the label. */
    public void add(int count) throws IOException {
        if (count > 0) {
            predict(count, World.USUAL, RIGHT_IN_THE_USUAL_WORLD);
            labels.stopRepeating();
            sendAll();
        }
    }

    private void sendAll() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!untold.isEmpty() || !labels.isSent()) {
            if (System.nanoTime() > end) {
                defects.add(model + ": not all labels were accepted");
                return;
            }
            act(this::label);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
        }
    }

    public String model() {
        return model;
    }

    /** Rows that serving answered. */
    public Set<String> answered() {
        return Set.copyOf(answered);
    }

    /** Ids that monitoring said it has accepted a label of. */
    public Set<String> accepted() {
        return labels.accepted();
    }

    /** Labels that it sent about predictions that nobody made. */
    int unknown() {
        return labels.unknown();
    }

    boolean isPatient() {
        return patient;
    }

    /** What this client itself did wrong. */
    public List<String> defects() {
        return List.copyOf(defects);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
