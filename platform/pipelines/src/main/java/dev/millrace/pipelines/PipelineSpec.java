package dev.millrace.pipelines;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as declared, checked and with every default filled in. The model is named like the pipeline.
 *
 * @param name 1-63 of a-z 0-9 - _ . starting with a letter
 * @param retention null where everything is kept
 */
public record PipelineSpec(
        String name,
        DataSpec data,
        Train train,
        List<Gate> gates,
        Approval approval,
        Serving serving,
        Monitor monitor,
        Retrain retrain,
        @Nullable Retention retention) {

    public PipelineSpec {
        gates = List.copyOf(gates);
    }

    /** What single columns are learned from as, by name. */
    public Map<String, DataSpec.Use> features() {
        return data.features();
    }

    /** The tasks that its metrics and trainers know, or the one that is written down; empty where they exclude each other. */
    public Set<Task> tasks() {
        return TaskCheck.possible(this);
    }

    /**
     * @param select metric on the validation rows that picks the candidate
     */
    public record Train(String select, List<Candidate> candidates) {
        public Train {
            candidates = List.copyOf(candidates);
        }
    }

    /** @param parameters numbers by name; what is left out gets the trainer's default */
    public record Candidate(Trainer trainer, Map<String, Double> parameters) {
        public Candidate {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Who can learn. */
    public enum Trainer {
        LOGISTIC_REGRESSION,
        LINEAR_REGRESSION,
        GRADIENT_BOOSTED_TREES;

        /** What it can learn. */
        public Set<Task> tasks() {
            return switch (this) {
                case LOGISTIC_REGRESSION -> Set.of(Task.BINARY, Task.MULTICLASS);
                case LINEAR_REGRESSION -> Set.of(Task.REGRESSION);
                case GRADIENT_BOOSTED_TREES -> Set.of(Task.values());
            };
        }
    }

    /**
     * One condition on a candidate; exactly one of the four bounds is set.
     *
     * @param slice column=value, or null for all test rows
     * @param maxDropFromChampion by how much the model may be worse, whichever direction is better
     * @param maxRiseFromChampion the same, for errors only
     */
    public record Gate(
            String metric,
            @Nullable String slice,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double maxDropFromChampion,
            @Nullable Double maxRiseFromChampion) {}

    /**
     * @param reviewers subjects who may decide; empty for everybody with the role
     * @param fourEyes whether the person who started the run may not decide it
     * @param replace what a model that passes its gates needs besides, where nobody decides
     */
    public record Approval(Mode mode, List<String> reviewers, boolean fourEyes, Replace replace) {
        public Approval {
            reviewers = List.copyOf(reviewers);
        }

        /** Who approves. */
        public enum Mode {
            AUTOMATIC,
            MANUAL
        }

        /** What replaces a champion that it could be compared with. */
        public enum Replace {
            /** Whatever passes the gates. */
            NOT_WORSE,
            /** Only what is better on the same test rows, and not by chance. */
            BETTER
        }
    }

    /** @param missing what becomes of a row that lacks a value which no training row lacked */
    public record Serving(Missing missing) {}

    /** What becomes of a row that lacks a value which no training row lacked. */
    public enum Missing {
        REFUSE,
        ACCEPT
    }

    /**
     * @param window when a window of predictions is whole
     * @param critical columns whose drift alone makes the model drift
     * @param driftShare importance-weighted share of drifted columns from which the model drifts
     * @param effect effect size from which a significant change of a column counts
     * @param windowsInARow windows that must agree before drift is published
     * @param reminder after which drift that lasts is told again
     */
    public record Monitor(
            Window window,
            List<String> critical,
            double driftShare,
            double effect,
            int windowsInARow,
            Duration reminder) {
        public Monitor {
            critical = List.copyOf(critical);
        }
    }

    /**
     * A tumbling window of predictions. It is whole once it has so many rows and has lasted so long.
     *
     * @param rows at least 500
     * @param atLeast so that a busy model is not judged many times a second
     * @param atMost after which it is closed with the rows that there are
     */
    public record Window(int rows, Duration atLeast, Duration atMost) {}

    /**
     * When to train again.
     *
     * @param minNewRows rows that must be new since the last training; 0 where a share is asked for, or nothing
     * @param minNewShare the same as a share of the rows trained on last; 0 where rows are asked for
     * @param runsPerDay budget
     * @param trainingPerDay budget
     * @param rowsPerDay budget of rows that are read; null for no bound
     * @param noGainRuns automatic runs in a row that were rejected, or answered drift with a model that is no better, after which a person must look
     * @param onDrift what runs read once the world has moved
     */
    public record Retrain(
            List<On> on,
            Duration cooldown,
            long minNewRows,
            double minNewShare,
            int runsPerDay,
            Duration trainingPerDay,
            @Nullable Long rowsPerDay,
            int noGainRuns,
            OnDrift onDrift) {
        public Retrain {
            on = List.copyOf(on);
        }

        /** What may start a run. */
        public enum On {
            NEW_DATA,
            DRIFT
        }

        /** What runs read once the world has moved. */
        public enum OnDrift {
            /** What they read otherwise, too. */
            ALL,
            /** Of that, only what came since the world moved. */
            NEWEST
        }
    }

    /**
     * Which versions of the model keep their packages. Approved ones and those that wait for a decision always do.
     *
     * @param last how many of the others do, the newest ones
     */
    public record Retention(int last) {}
}
