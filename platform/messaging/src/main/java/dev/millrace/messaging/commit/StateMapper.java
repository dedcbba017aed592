package dev.millrace.messaging.commit;

import org.bson.Document;

/** Turns records into documents and back, by component name. What a document lacks becomes null, false, 0 or empty, so that a record may grow. */
public interface StateMapper {

    Document write(Record value);

    /**
     * As {@link #write(Record)}, and keeps what a newer release has put beside the fields that are known here.
     *
     * @param before as it was stored
     */
    Document rewrite(Record value, Document before);

    <T> T read(Document document, Class<T> type);
}
