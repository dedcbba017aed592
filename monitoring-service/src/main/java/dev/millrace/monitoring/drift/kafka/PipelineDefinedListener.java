package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.pipelines.PipelineSpecs;
import org.springframework.stereotype.Component;

/** Each pipeline says what counts as drift. */
@Component
class PipelineDefinedListener implements EventListener<PipelineDefined> {

    private final Rules rules;

    PipelineDefinedListener(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Topic<PipelineDefined> topic() {
        return Topics.PIPELINE_DEFINED;
    }

    @Override
    public void on(Received<PipelineDefined> received) {
        var event = received.event();
        var monitor = PipelineSpecs.fromCanonicalJson(event.getSpec()).monitor();
        var window = monitor.window();
        var rule = new Rule(
                window.rows(),
                monitor.effect(),
                monitor.driftShare(),
                monitor.critical(),
                monitor.windowsInARow(),
                new WindowTimes(window.atLeast(), window.atMost(), monitor.reminder()));
        rules.remember(received, event.getPipeline(), event.getVersion(), rule);
    }
}
