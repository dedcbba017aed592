package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.monitoring.cascade.RecordEvent;
import java.util.Set;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** One listener for every topic but those that have traffic of their own. */
@Configuration(proxyBeanMethods = false)
@Import(CascadeListeners.PerTopic.class)
class CascadeListeners {

    static final Set<Topic<?>> LEFT_OUT = Set.of(Topics.INFERENCE_LOGGED, Topics.FEEDBACK_RECEIVED);

    /** Registers a listener bean a topic. */
    static class PerTopic implements BeanRegistrar {
        @Override
        @SuppressWarnings("rawtypes") // a bean's type is a class, which has no type arguments
        public void register(BeanRegistry registry, Environment environment) {
            Topics.ALL.stream()
                    .filter(topic -> !LEFT_OUT.contains(topic))
                    .forEach(topic -> registry.registerBean(
                            "cascade." + topic.name(),
                            EventListener.class,
                            spec -> spec.supplier(
                                    context -> new CascadeListener<>(topic, context.bean(RecordEvent.class)))));
        }
    }
}
