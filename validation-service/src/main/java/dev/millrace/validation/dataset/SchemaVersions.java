package dev.millrace.validation.dataset;

import dev.millrace.messaging.ReadModel;
import java.util.List;
import java.util.Optional;

/** All versions of the schemas of all datasets. */
public interface SchemaVersions {

    /**
     * A version as it is stored with the change that makes it.
     *
     * @param dataset with its project
     */
    ReadModel stored(String dataset, SchemaVersion version);

    Optional<SchemaVersion> find(String dataset, int version);

    /** Those below a version, newest first. */
    List<SchemaVersion> list(String dataset, int below, int limit);
}
