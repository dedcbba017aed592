package dev.millrace.training.run;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends the active run, says so, and lets the waiting one have its turn, all in one change. */
@Component
class EndRun {

    private final DecideTrigger decideTrigger;

    EndRun(DecideTrigger decideTrigger) {
        this.decideTrigger = decideTrigger;
    }

    /** @param ended with the active run still in place, but its end in the history */
    Decision<Pipeline> end(Pipeline ended, Instant now, String action, List<Announcement<?>> told) {
        NextRun next = NextRun.after(ended, now);
        List<Announcement<?>> announcements = new ArrayList<>(told);
        next.decision().ifPresent(decision -> announcements.add(decideTrigger.announced(ended, decision)));
        return new Decision.Apply<>(next.pipeline(), action, announcements, next.job());
    }
}
