package dev.millrace.local.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** I13: every consumer group of a service has handled every record of the partitions that it reads. */
final class NothingLags implements Invariant {

    private static final String ID = "I13";

    @Override
    public List<Violation> check(Observation stack) throws IOException {
        return lags(stack.api());
    }

    /** Beyond a service's name and what follows a dot or a dash, groups are somebody else's. */
    static List<Violation> lags(StackApi api) throws IOException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", api.variable("MILLRACE_KAFKA")))) {
            var found = new ArrayList<Violation>();
            for (GroupListing group : admin.listGroups().all().get()) {
                if (StackApi.SERVICES.contains(group.groupId().split("[.-]", 2)[0])) {
                    found.addAll(lags(admin, group.groupId()));
                }
            }
            return found;
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not tell how far its groups are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<Violation> lags(Admin admin, String group) throws ExecutionException, InterruptedException {
        var positions = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        positions.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        var found = new ArrayList<Violation>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> position : positions.entrySet()) {
            long behind = ends.get(position.getKey()).offset()
                    - (position.getValue() == null ? 0 : position.getValue().offset());
            if (behind > 0) {
                found.add(new Violation(ID, group + " is " + behind + " records behind on " + position.getKey()));
            }
        }
        return found;
    }
}
