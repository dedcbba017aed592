package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTests {

    @Test
    void keepsItsStateInTheCheckoutUnlessToldOtherwise() {
        assertThat(Layout.of(Map.of("MILLRACE_CHECKOUT", "/src")).home()).isEqualTo(Path.of("/src/.millrace"));
        assertThat(Layout.of(Map.of("MILLRACE_HOME", "/data")).home()).isEqualTo(Path.of("/data"));
    }

    @Test
    void shiftsEveryPortByTheOffset() {
        var layout = Layout.of(Map.of("MILLRACE_PORT_OFFSET", "100"));

        assertThat(layout.ports(Part.SERVING)).isEqualTo(new Ports(8205, 8305, 8405));
        assertThat(layout.ports(Part.KAFKA)).isEqualTo(new Ports(9192, 0, 0));
        assertThat(layout.kafka()).isEqualTo("127.0.0.1:9192");
        assertThat(layout.mongodb()).isEqualTo("mongodb://127.0.0.1:27117");
        assertThat(layout.schemas()).isEqualTo("http://127.0.0.1:8181/apis/ccompat/v7");
    }

    @Test
    void givesNoPortTwiceEvenToStacksWhoseOffsetsAre250Apart() {
        var layout = Layout.of(Map.of());
        var ports = Arrays.stream(Part.values())
                .flatMap(part -> layout.ports(part).all().stream())
                .toList();

        assertThat(ports.stream().map(port -> port % 250)).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatIsWrongWithAnOffset() {
        assertThatThrownBy(() -> Layout.of(Map.of("MILLRACE_PORT_OFFSET", "many")))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("'many'");
        assertThatThrownBy(() -> Layout.of(Map.of("MILLRACE_PORT_OFFSET", "-1")))
                .isInstanceOf(Complaint.class);
        assertThatThrownBy(() -> Layout.of(Map.of("MILLRACE_PORT_OFFSET", "40000")))
                .isInstanceOf(Complaint.class);
    }

    @Test
    void knowsItsPartsByName() {
        assertThat(Part.named("schema-registry")).isEqualTo(Part.SCHEMAS);
        assertThatThrownBy(() -> Part.named("trainer")).hasMessageContaining("it has documents, kafka");
    }
}
