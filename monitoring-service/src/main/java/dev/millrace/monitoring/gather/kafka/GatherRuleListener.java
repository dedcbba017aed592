package dev.millrace.monitoring.gather.kafka;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.GatherRules;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.PipelineSpecs;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Each pipeline says whether it wants to learn from what it answered. */
@Component
class GatherRuleListener implements EventListener<PipelineDefined> {

    private final GatherRules rules;

    GatherRuleListener(GatherRules rules) {
        this.rules = rules;
    }

    @Override
    public Topic<PipelineDefined> topic() {
        return Topics.PIPELINE_DEFINED;
    }

    @Override
    public void on(Received<PipelineDefined> received) {
        var event = received.event();
        var data = PipelineSpecs.fromCanonicalJson(event.getSpec()).data();
        rules.remember(received, event.getPipeline(), event.getVersion(), rule(data));
    }

    private static @Nullable GatherRule rule(DataSpec data) {
        var feedback = data.feedback();
        return feedback == null
                ? null
                : new GatherRule(
                        feedback.dataset(),
                        feedback.rows(),
                        feedback.atMost(),
                        feedback.share(),
                        data.label(),
                        Set.copyOf(data.exclude()));
    }
}
