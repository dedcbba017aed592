package dev.millrace.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a service its error answers, strict JSON and the page about its routes. */
@AutoConfiguration
@Import({ProblemAdvice.class, DocumentationController.class})
class WebAutoConfiguration {

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return StrictJson::bounded;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> unreadableRequests() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new UnreadableRequests()));
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::strict;
    }
}
