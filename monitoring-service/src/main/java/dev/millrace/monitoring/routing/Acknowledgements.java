package dev.millrace.monitoring.routing;

import dev.millrace.messaging.ReadModel;
import java.util.Collection;
import java.util.Map;

/** Every acknowledgement. */
public interface Acknowledgements {

    ReadModel row(String project, Acknowledgement acknowledgement);

    /** Those of some alerts, by alert. */
    Map<String, Acknowledgement> of(String project, Collection<String> alerts);
}
