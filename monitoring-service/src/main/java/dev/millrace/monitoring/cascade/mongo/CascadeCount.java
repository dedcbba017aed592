package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.CascadeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** So many cascades that were first heard of in an hour stand so. */
record CascadeCount(@Id Group group, long n) {

    /** @param status in the form in which it is stored */
    record Group(Instant hour, @Nullable CascadeStatus status) {}
}
