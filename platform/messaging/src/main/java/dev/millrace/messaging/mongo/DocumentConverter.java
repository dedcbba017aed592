package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.StoredTimes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mapping.Parameter;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.mapping.model.EntityInstantiator;
import org.springframework.data.mapping.model.EntityInstantiators;
import org.springframework.data.mapping.model.ParameterValueProvider;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions.BigDecimalRepresentation;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * How records become documents: without the names of classes, with map keys of any text, and with times, durations, days and
 * decimal numbers as text.
 */
final class DocumentConverter extends MappingMongoConverter {

    DocumentConverter(MongoMappingContext mappings, MongoCustomConversions conversions) {
        super(NoOpDbRefResolver.INSTANCE, mappings);
        setCustomConversions(conversions);
        setTypeMapper(new DefaultMongoTypeMapper(null));
        setInstantiators(new EntityInstantiators(new GrowingRecords()));
    }

    static MongoCustomConversions conversions() {
        return MongoCustomConversions.create(settings -> settings.bigDecimal(BigDecimalRepresentation.DECIMAL128)
                .registerConverters(List.of(
                        new TimeWriter(),
                        new TimeReader(),
                        new DurationWriter(),
                        new DurationReader(),
                        new DayWriter(),
                        new DayReader(),
                        new DecimalWriter(),
                        new DecimalReader())));
    }

    @Override
    protected String potentiallyEscapeMapKey(String key) {
        return FieldNames.encode(key);
    }

    @Override
    protected String potentiallyUnescapeMapKey(String name) {
        return FieldNames.decode(name);
    }

    /** Lets a record grow: what an earlier release did not write is 0, false, an empty collection or null. */
    private static final class GrowingRecords implements EntityInstantiator {

        private final EntityInstantiators standard = new EntityInstantiators();

        @Override
        public <T, E extends PersistentEntity<? extends T, P>, P extends PersistentProperty<P>> T createInstance(
                E entity, ParameterValueProvider<P> stored) {
            return standard.getInstantiatorFor(entity).createInstance(entity, new ParameterValueProvider<P>() {
                @Override
                public <V> @Nullable V getParameterValue(Parameter<V, P> parameter) {
                    var value = stored.getParameterValue(parameter);
                    return value == null ? absent(parameter.getRawType()) : value;
                }
            });
        }

        @SuppressWarnings("unchecked") // Each value is of the type that it is given for.
        private static <V> @Nullable V absent(Class<V> type) {
            if (type == List.class) {
                return (V) List.of();
            }
            if (type == Set.class) {
                return (V) Set.of();
            }
            return (V) (type == Map.class ? Map.of() : ParameterValueProvider.getDefaultValue(type));
        }
    }

    // Classes and not lambdas, because Spring reads their type arguments.

    @WritingConverter
    private static final class TimeWriter implements Converter<Instant, String> {
        @Override
        public String convert(Instant time) {
            return StoredTimes.text(time);
        }
    }

    @ReadingConverter
    private static final class TimeReader implements Converter<String, Instant> {
        @Override
        public Instant convert(String text) {
            return Instant.parse(text);
        }
    }

    @WritingConverter
    private static final class DurationWriter implements Converter<Duration, String> {
        @Override
        public String convert(Duration duration) {
            return duration.toString();
        }
    }

    @ReadingConverter
    private static final class DurationReader implements Converter<String, Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.parse(text);
        }
    }

    @WritingConverter
    private static final class DayWriter implements Converter<LocalDate, String> {
        @Override
        public String convert(LocalDate day) {
            return day.toString();
        }
    }

    @ReadingConverter
    private static final class DayReader implements Converter<String, LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return LocalDate.parse(text);
        }
    }

    @WritingConverter
    private static final class DecimalWriter implements Converter<BigDecimal, String> {
        @Override
        public String convert(BigDecimal number) {
            return number.toString();
        }
    }

    @ReadingConverter
    private static final class DecimalReader implements Converter<String, BigDecimal> {
        @Override
        public BigDecimal convert(String text) {
            return new BigDecimal(text);
        }
    }
}
