package dev.millrace.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** What happens to one replica of the measured service while it works. */
enum Disturbance {
    NONE {
        @Override
        void happen(Replicas replicas, Duration stop) {}
    },
    KILLED {
        @Override
        void happen(Replicas replicas, Duration stop) throws IOException, InterruptedException {
            replicas.kill();
        }
    },
    STOPPED {
        @Override
        void happen(Replicas replicas, Duration stop) throws IOException, InterruptedException {
            replicas.stopFor(stop);
        }
    },
    ROLLED {
        @Override
        void happen(Replicas replicas, Duration stop) throws IOException, InterruptedException {
            replicas.roll();
        }
    };

    /** Returns when all replicas work again. */
    abstract void happen(Replicas replicas, Duration stop) throws IOException, InterruptedException;
}
