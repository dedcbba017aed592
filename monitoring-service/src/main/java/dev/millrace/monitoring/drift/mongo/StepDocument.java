package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.WindowStep;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A step of windows.
 *
 * @param id the watch, the step's level, its generation and its position in digits of equal number, so that ids sort by them
 * @param to when the last of its rows was answered: its age
 */
@Document("window-steps")
@CompoundIndex(name = "until", def = "{'watch': 1, 'to': -1}")
record StepDocument(@Id String id, String watch, @Indexed Instant to, WindowStep step) {

    static StepDocument of(String watch, WindowStep step) {
        return new StepDocument(id(watch, step.level(), step.generation(), step.position()), watch, step.to(), step);
    }

    static String id(String watch, int level, long generation, long position) {
        return "%s/%d/%019d/%019d".formatted(watch, level, generation, position);
    }
}
