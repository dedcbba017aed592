package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.JudgedWindow;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A judged window.
 *
 * @param id the watch, the generation and the number in digits of equal number, so that ids sort by them
 * @param to when the last of its rows was answered: its age
 */
@Document("judged-windows")
@CompoundIndex(name = "newest", def = "{'watch': 1, '_id': -1}")
@CompoundIndex(name = "until", def = "{'watch': 1, 'to': -1}")
record WindowDocument(@Id String id, String watch, @Indexed Instant to, JudgedWindow window) {

    static WindowDocument of(String watch, JudgedWindow window) {
        return new WindowDocument(
                id(watch, window.generation(), window.number()),
                watch,
                window.extent().to(),
                window);
    }

    static String id(String watch, long generation, long number) {
        return "%s/%019d/%019d".formatted(watch, generation, number);
    }
}
