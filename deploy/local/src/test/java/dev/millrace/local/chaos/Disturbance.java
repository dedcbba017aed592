package dev.millrace.local.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Something that is done to one process.
 *
 * @param process such as {@code training-2} or {@code kafka}
 * @param seconds how long a frozen process stands still, or a dead one stays dead
 */
record Disturbance(Kind kind, String process, int seconds) {

    /** How a process is disturbed. */
    enum Kind {
        /** It dies without a word, as by {@code kill -9}. */
        KILL,
        /** It stands still and goes on later, as a virtual machine that is moved. */
        FREEZE,
        /** It is told to stop, and is started again. */
        RESTART
    }

    private static final int TOGETHER = 3;
    private static final int LONG_FREEZE_SECONDS = 40;
    private static final int SECONDS = 6;
    private static final double LONG = 0.15;

    /**
     * So many disturbances in rounds of up to three that come at once. Of the replicas of one service only one is disturbed
     * in a round, so that the others show that they can carry on.
     */
    static List<List<Disturbance>> plan(List<String> processes, int count, Random random) {
        var rounds = new ArrayList<List<Disturbance>>();
        for (int left = count; left > 0; left -= rounds.getLast().size()) {
            rounds.add(round(processes, Math.min(left, 1 + random.nextInt(TOGETHER)), random));
        }
        return rounds;
    }

    private static List<Disturbance> round(List<String> processes, int count, Random random) {
        var services = new HashSet<String>();
        var round = new ArrayList<Disturbance>();
        while (round.size() < count) {
            var process = processes.get(random.nextInt(processes.size()));
            if (services.add(process.replaceAll("-\\d+$", ""))) {
                round.add(new Disturbance(kind(random), process, seconds(random)));
            }
        }
        return round;
    }

    private static Kind kind(Random random) {
        int chance = random.nextInt(10);
        return chance < 5 ? Kind.KILL : chance < 8 ? Kind.FREEZE : Kind.RESTART;
    }

    private static int seconds(Random random) {
        return random.nextDouble() < LONG
                ? SECONDS + random.nextInt(LONG_FREEZE_SECONDS - SECONDS + 1)
                : random.nextInt(SECONDS);
    }
}
