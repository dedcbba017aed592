package dev.millrace.registry.model.web;

import dev.millrace.registry.model.ModelState;
import dev.millrace.registry.model.ServingDecision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model at a glance.
 *
 * @param champion the version that is to be served; null before the first approval
 * @param serving the version that an instance of serving said last that it answers with; null before that, and while the model
 *     is withdrawn
 * @param generation 0 before the first approval
 * @param since when the champion became it; null before the first approval
 * @param waiting the newest versions that wait for a person
 * @param waitingCount how many there are
 * @param withdrawal by which no instance of serving answers with the model; null where they do
 */
record ModelView(
        String model,
        String pipeline,
        int versions,
        @Nullable Integer champion,
        @Nullable Integer serving,
        long generation,
        @Nullable Instant since,
        List<Integer> waiting,
        int waitingCount,
        @Nullable WithdrawalView withdrawal) {

    record WithdrawalView(long generation, String by, String reason, Instant at) {

        static WithdrawalView of(ServingDecision decision) {
            return new WithdrawalView(decision.generation(), decision.by(), decision.reason(), decision.at());
        }
    }

    static ModelView of(String model, ModelState state, List<Integer> waiting) {
        var champion = state.champion();
        var withdrawal = state.withdrawal();
        return new ModelView(
                model,
                state.pipeline(),
                state.lastVersion(),
                champion == null ? null : champion.generation().version(),
                serving(state),
                champion == null ? 0 : champion.generation().number(),
                champion == null ? null : champion.generation().at(),
                waiting,
                state.waiting(),
                withdrawal == null ? null : WithdrawalView.of(withdrawal));
    }

    private static @Nullable Integer serving(ModelState state) {
        var confirmed = state.confirmed();
        return confirmed == null || state.withdrawal() != null
                ? null
                : confirmed.generation().version();
    }
}
