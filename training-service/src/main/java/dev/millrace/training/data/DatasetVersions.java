package dev.millrace.training.data;

import dev.millrace.messaging.ReadModel;
import java.util.List;
import java.util.Optional;

/** The versions of all datasets, each found by its number and by its position. */
public interface DatasetVersions {

    Optional<LoggedVersion> numbered(String project, String dataset, long version);

    Optional<LoggedVersion> at(String project, String dataset, long position);

    /** Those at positions after one and up to another, in order. */
    List<LoggedVersion> between(String project, String dataset, long afterPosition, long toPosition);

    ReadModel row(LoggedVersion version);
}
