package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.Envelope;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts events that were published and never arrived, as after a broker lost acknowledged records. Sequences alone do not
 * tell, for an aggregate may speak on several topics; each record therefore names the sequence that it follows on its own
 * topic. Only what this consumer has read itself, without a break, is compared.
 */
public final class Gaps {

    private static final Logger log = LoggerFactory.getLogger(Gaps.class);
    private static final String FOLLOWS = "mr_after";
    private static final int SOURCES = 10_000;
    private static final int HOLES = 16;

    private final MeterRegistry meters;
    private final Map<Source, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Seen> eldest) {
            return size() > SOURCES;
        }
    };

    public Gaps(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Notes a record as it is first delivered.
     *
     * @return whether it is one that was missed before, so that later ones of its source may have been applied already
     */
    synchronized boolean arrived(Topic<?> topic, ConsumerRecord<byte[], byte[]> polled, Envelope envelope) {
        if (topic.retention() == Topic.Retention.COMPACT) {
            return false;
        }
        var source = new Source(new TopicPartition(polled.topic(), polled.partition()), envelope.aggregateId());
        var before = seen.get(source);
        long follows = follows(polled);
        var counter = meters.counter("millrace.messaging.gaps", "topic", topic.name());
        if (before != null && follows > before.newest()) {
            counter.increment();
            log.warn(
                    "Events of {} after sequence {} up to {} never arrived on {}: publish them again from {}",
                    envelope.aggregateId(),
                    before.newest(),
                    follows,
                    topic.name(),
                    before.newest() + 1);
        }
        seen.put(source, before == null ? new Seen(envelope.sequence(), List.of()) : before.with(envelope, follows));
        return before != null && before.missed(envelope.sequence());
    }

    /** Others read these partitions from now on, or have read them until now. */
    public synchronized void forget(Collection<TopicPartition> partitions) {
        seen.keySet().removeIf(source -> partitions.contains(source.partition()));
    }

    /** The sequence that a record says it follows; 0 where it says nothing that makes sense. */
    private static long follows(ConsumerRecord<byte[], byte[]> polled) {
        var header = polled.headers().lastHeader(FOLLOWS);
        var text =
                header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private record Source(TopicPartition partition, String aggregate) {}

    /** Sequences that are missing, both ends included; those of other topics among them never come here. */
    private record Hole(long from, long to) {}

    private record Seen(long newest, List<Hole> holes) {

        boolean missed(long sequence) {
            return holes.stream().anyMatch(hole -> hole.from() <= sequence && sequence <= hole.to());
        }

        Seen with(Envelope envelope, long follows) {
            if (follows <= newest) {
                return new Seen(Math.max(newest, envelope.sequence()), holes);
            }
            var more = new ArrayList<>(holes);
            more.add(new Hole(newest + 1, follows));
            var kept = more.subList(Math.max(0, more.size() - HOLES), more.size());
            return new Seen(envelope.sequence(), List.copyOf(kept));
        }
    }
}
