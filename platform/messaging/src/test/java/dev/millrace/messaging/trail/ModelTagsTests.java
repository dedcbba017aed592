package dev.millrace.messaging.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelTagsTests {

    @Test
    void namesNoMoreModelsThanItMay() {
        var tags = new ModelTags();

        var names = IntStream.range(0, 3 * ModelTags.MODELS)
                .mapToObj(i -> tags.of("default", "model-" + i))
                .collect(Collectors.toSet());

        assertThat(names).hasSize(ModelTags.MODELS + 1).contains(tags.of("default", "model-0"));
        assertThat(tags.of("default", "model-299").stream())
                .allSatisfy(tag -> assertThat(tag.getValue()).isEqualTo(ModelTags.OTHER));
    }
}
