package dev.millrace.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/** The documents of a collection, as they are in the store's file. */
final class DocumentType extends BasicDataType<Document> {

    private final ObjectDataType earlier = new ObjectDataType();

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        StoredBson.write(buffer, document);
    }

    @Override
    public Document read(ByteBuffer buffer) {
        return StoredBson.isNext(buffer) ? StoredBson.read(buffer) : (Document) earlier.read(buffer);
    }

    @Override
    public int getMemory(Document document) {
        return StoredBson.heapBytes(document);
    }
}
