package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.StateMapper;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** States in the form that Spring Data's mapping gives them. */
final class MappedStates implements StateMapper {

    private final MongoConverter converter;
    private final UnknownFields unknown;

    MappedStates(MongoConverter converter) {
        this.converter = converter;
        this.unknown = new UnknownFields(this, converter.getMappingContext());
    }

    @Override
    public Document write(Record value) {
        var document = new Document();
        converter.write(value, document);
        return document;
    }

    @Override
    public Document rewrite(Record value, Document before) {
        var document = write(value);
        unknown.keep(before, document, value.getClass());
        return document;
    }

    @Override
    public <T> T read(Document document, Class<T> type) {
        return converter.read(type, document);
    }
}
