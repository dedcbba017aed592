package dev.millrace.messaging.mongo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;
import org.springframework.data.mongodb.core.mapping.CachingMongoPersistentProperty;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;
import org.springframework.data.mongodb.core.mapping.Unwrapped;

/**
 * Stores the components of a record that is {@link JsonUnwrapped} beside those of the record that it is part of, as JSON shows them. A
 * domain type names its groups once, and knows nothing of the store.
 */
final class FlatMappings extends MongoMappingContext {

    @Override
    public MongoPersistentProperty createPersistentProperty(
            Property property, MongoPersistentEntity<?> owner, SimpleTypeHolder simpleTypes) {
        boolean flat = property.getField()
                .filter(field -> field.isAnnotationPresent(JsonUnwrapped.class))
                .isPresent();
        return flat
                ? new FlatProperty(property, owner, simpleTypes)
                : super.createPersistentProperty(property, owner, simpleTypes);
    }

    private static final class FlatProperty extends CachingMongoPersistentProperty {

        /** Where an earlier release has stored none of the components there is a record all the same, with what stands for absent. */
        @Unwrapped(onEmpty = Unwrapped.OnEmpty.USE_EMPTY)
        private @interface Flat {}

        FlatProperty(Property property, MongoPersistentEntity<?> owner, SimpleTypeHolder simpleTypes) {
            super(property, owner, simpleTypes, null);
        }

        @Override
        public boolean isUnwrapped() {
            return true;
        }

        @Override
        public <A extends Annotation> @Nullable A findAnnotation(Class<A> type) {
            return type == Unwrapped.class ? Flat.class.getAnnotation(type) : super.findAnnotation(type);
        }
    }
}
