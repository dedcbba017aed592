package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import java.util.function.Supplier;

/** A file at whose beginning nothing is wrong. How it is converted depends only on what its dataset has established. */
interface ReadableFile {

    /**
     * Reads it to its end and stores its values.
     *
     * @throws RejectedFileException where it has faults
     */
    Converted convert(Established established, Supplier<PartDrafts> drafts);

    /** What is wrong with it where the engine cannot take its values all the same. */
    String faultCode();
}
