package dev.millrace.messaging.trail;

import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.TracingProperties;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a process, sent to a collector in batches. A cascade is one trace: the request that began it, the publication of
 * each of its events below the event that caused it, and the handling and the jobs that an event leads to below that event.
 * An event that is sent again after a kill has the same span again.
 */
public final class Spans implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final String SYSTEM = "messaging.system";
    private static final String DESTINATION = "messaging.destination.name";
    private static final String OPERATION = "messaging.operation.type";

    private final Tracer tracer;
    private final GivenIds ids;
    private final @Nullable Sampler sampler;
    private final Runnable farewell;

    /** @param sampler chooses cascades by their traces; null where none is recorded */
    private Spans(TracerProvider provider, GivenIds ids, @Nullable Sampler sampler, Runnable farewell) {
        this.tracer = provider.get("dev.millrace");
        this.ids = ids;
        this.sampler = sampler;
        this.farewell = farewell;
    }

    /** As the settings say; none where they name no endpoint. */
    public static Spans of(TracingProperties settings, String service, String instance) {
        if (settings.endpoint() == null) {
            return none();
        }
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint().toString());
        settings.headers().forEach(exporter::addHeader);
        var ids = new GivenIds();
        var resource = Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.namespace", "millrace")
                        .put("service.name", service)
                        .put("service.instance.id", instance)
                        .build()));
        var provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .build();
        return new Spans(
                provider,
                ids,
                Sampler.traceIdRatioBased(settings.sampling()),
                () -> provider.shutdown().join(FAREWELL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Records nothing. */
    public static Spans none() {
        return new Spans(TracerProvider.noop(), new GivenIds(), null, () -> {});
    }

    /** Work that goes on; closing it ends its span. */
    public interface Work extends AutoCloseable {

        /** Work that is not recorded. */
        Work NONE = work(Span.getInvalid());

        /** @param reason a code or a kind of failure, nothing that users have written */
        void failed(String reason);

        @Override
        void close();
    }

    /** Whether the spans of a cascade are recorded. */
    public boolean recorded(String cascadeId) {
        return sampler != null
                && sampler.shouldSample(
                                        Context.root(),
                                        TraceIds.ofCascade(cascadeId),
                                        "",
                                        SpanKind.INTERNAL,
                                        Attributes.empty(),
                                        List.of())
                                .getDecision()
                        == SamplingDecision.RECORD_AND_SAMPLE;
    }

    /** The publication of an event, from the commit that promised it to the broker's acknowledgement. */
    public void published(String topic, String eventId, Lineage lineage, Instant committed, Instant acknowledged) {
        if (!recorded(lineage.cascadeId())) {
            return;
        }
        var origin = spanOf(lineage.origin());
        boolean own = origin.getTraceId().equals(TraceIds.ofCascade(lineage.cascadeId()));
        var cause = lineage.hop() == 0 ? null : lineage.causationId();
        var builder = tracer.spanBuilder("publish " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(own ? below(origin) : below(lineage.cascadeId(), cause))
                .setStartTimestamp(committed)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, topic)
                .setAttribute(OPERATION, "send")
                .setAttribute("millrace.event", eventId);
        if (origin.isValid() && !own) {
            builder.addLink(origin);
        }
        start(builder, lineage.cascadeId(), TraceIds.ofEvent(eventId))
                .end(acknowledged.isBefore(committed) ? committed : acknowledged);
    }

    /** One listener's handling of an event. */
    public Work handling(Envelope envelope, String topic, String listener) {
        if (!recorded(envelope.cascadeId())) {
            return Work.NONE;
        }
        var builder = tracer.spanBuilder("process " + topic)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(below(envelope.cascadeId(), envelope.eventId()))
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, topic)
                .setAttribute(OPERATION, "process")
                .setAttribute("millrace.listener", listener);
        return work(start(builder, envelope.cascadeId(), null));
    }

    /** One attempt at a job. */
    public Work job(Lineage lineage, String type) {
        if (!recorded(lineage.cascadeId())) {
            return Work.NONE;
        }
        var builder = tracer.spanBuilder("job " + type).setParent(below(lineage.cascadeId(), lineage.causationId()));
        return work(start(builder, lineage.cascadeId(), null));
    }

    /**
     * The request that begins a cascade, whose first event names it as {@link Lineage#origin()}.
     *
     * @param caller what the client sent as {@code traceparent}: a trace of its own, which is linked
     */
    public Work request(Lineage lineage, String name, @Nullable String caller) {
        if (!recorded(lineage.cascadeId())) {
            return Work.NONE;
        }
        var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER).setParent(Context.root());
        var linked = spanOf(caller);
        if (linked.isValid()) {
            builder.addLink(linked);
        }
        return work(start(builder, lineage.cascadeId(), TraceIds.ofRequest(lineage.cascadeId())));
    }

    /** Sends what is recorded; what the collector does not take soon is dropped. */
    @Override
    public void close() {
        farewell.run();
    }

    private Span start(SpanBuilder builder, String cascadeId, @Nullable String spanId) {
        return ids.with(TraceIds.ofCascade(cascadeId), spanId, builder::startSpan);
    }

    private static Context below(String cascadeId, @Nullable String causationId) {
        return causationId == null
                ? Context.root()
                : below(SpanContext.createFromRemoteParent(
                        TraceIds.ofCascade(cascadeId),
                        TraceIds.ofEvent(causationId),
                        TraceFlags.getSampled(),
                        TraceState.getDefault()));
    }

    private static Context below(SpanContext parent) {
        return Context.root().with(Span.wrap(parent));
    }

    /** Invalid where there is none, or it has another form than W3C's. */
    private static SpanContext spanOf(@Nullable String traceParent) {
        var read = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, new TraceParent());
        return Span.fromContext(read).getSpanContext();
    }

    private static Work work(Span span) {
        return new Work() {
            @Override
            public void failed(String reason) {
                span.setStatus(StatusCode.ERROR, reason);
            }

            @Override
            public void close() {
                span.end();
            }
        };
    }

    /** Reads a text as if it were the only header of a request. */
    private static final class TraceParent implements TextMapGetter<@Nullable String> {

        @Override
        public Iterable<String> keys(@Nullable String carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    }
}
