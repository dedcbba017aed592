package dev.millrace.monitoring.gather;

import dev.millrace.messaging.ReadModel;
import java.util.List;

/** The batches that were made. */
public interface BatchList {

    ReadModel row(Batch batch);

    /** Of one model, the newest first. */
    List<Batch> newest(String owner, int most);
}
