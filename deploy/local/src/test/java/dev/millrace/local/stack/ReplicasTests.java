package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicasTests {

    private static final Replica SECOND = new Replica(Part.TRAINING, 2);
    private static final Replica THIRD = new Replica(Part.TRAINING, 3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Layout layout;

    private static boolean free(int port) {
        return port > 0;
    }

    @BeforeEach
    void haveALayout() {
        layout = new Layout(home, home, 1000);
    }

    @Test
    void areOneOfEachPartUnlessScaled() {
        assertThat(layout.replicas().all())
                .hasSize(Part.values().length - 1)
                .allMatch(replica -> replica.number() == 1);
        assertThat(layout.replicas().ports(Replica.first(Part.TRAINING))).isEqualTo(layout.ports(Part.TRAINING));
    }

    @Test
    void rememberTheirNumberAndTheirPorts() {
        layout.replicas().scale(Part.TRAINING, 3, ReplicasTests::free);

        assertThat(layout.replicas().of(Part.TRAINING))
                .extracting(Replica::label)
                .containsExactly("training", "training-2", "training-3");
        assertThat(layout.replicas().ports(SECOND)).isEqualTo(new Ports(9113, 9213, 0));
        assertThat(layout.replicas().ports(THIRD)).isEqualTo(new Ports(9123, 9223, 0));
    }

    @Test
    void ofServingListenForGrpcToo() {
        layout.replicas().scale(Part.SERVING, 2, ReplicasTests::free);

        assertThat(layout.replicas().ports(new Replica(Part.SERVING, 2))).isEqualTo(new Ports(9115, 9215, 9315));
    }

    @Test
    void goAroundPortsThatOtherProgramsHave() {
        layout.replicas().scale(Part.TRAINING, 2, port -> port != 9213);

        assertThat(layout.replicas().ports(SECOND)).isEqualTo(new Ports(9123, 9223, 0));
    }

    @Test
    void haveNoPortTwiceHoweverManyThereAre() {
        for (Part part : Part.values()) {
            if (part.service()) {
                layout.replicas().scale(part, 20, ReplicasTests::free);
            }
        }

        var replicas = layout.replicas();
        assertThat(replicas.all()).hasSize(3 + 6 * 20);
        assertThat(replicas.all().stream().flatMap(replica -> replicas.ports(replica).all().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepThePortsOfThoseThatStay() {
        layout.replicas().scale(Part.TRAINING, 2, port -> port > 9113);
        var before = layout.replicas().ports(SECOND);

        layout.replicas().scale(Part.TRAINING, 4, ReplicasTests::free);
        layout.replicas().scale(Part.TRAINING, 2, ReplicasTests::free);

        assertThat(layout.replicas().of(Part.TRAINING)).containsExactly(Replica.first(Part.TRAINING), SECOND);
        assertThat(layout.replicas().ports(SECOND)).isEqualTo(before);
    }

    @Test
    void moveWhereAnotherProgramTookTheirPortWhileTheyWereDown() {
        layout.replicas().scale(Part.TRAINING, 3, ReplicasTests::free);

        layout.replicas().move(List.of(SECOND), port -> port != 9113);

        assertThat(layout.replicas().ports(SECOND)).isEqualTo(new Ports(9133, 9233, 0));
        assertThat(layout.replicas().ports(THIRD)).isEqualTo(new Ports(9123, 9223, 0));
    }

    @Test
    void areRefusedWhereTheyMakeNoSense() {
        assertThatThrownBy(() -> layout.replicas().scale(Part.KAFKA, 2, ReplicasTests::free))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("ingestion, validation");
        assertThatThrownBy(() -> layout.replicas().scale(Part.TRAINING, 0, ReplicasTests::free))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> layout.replicas().scale(Part.TRAINING, 2, port -> false))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("no ports are free");
    }

    @Test
    void sayWhichFileSomebodyDamaged() throws IOException {
        for (String line : List.of("training-2", "training-2 1 2", "training-2 a b c", "trainer-2 1 2 0")) {
            Files.writeString(home.resolve("replicas"), line + "\n");

            assertThatThrownBy(() -> layout.replicas())
                    .as(line)
                    .isInstanceOf(Complaint.class)
                    .hasMessageContaining(home.resolve("replicas").toString());
        }
    }

    @Test
    void areFoundByTheirLabels() {
        for (Part part : Part.values()) {
            assertThat(Replica.labelled(part.label())).contains(Replica.first(part));
            assertThat(Replica.labelled(part.label() + "-12")).contains(new Replica(part, 12));
        }
        assertThat(Replica.labelled("trainer")).isEmpty();
        assertThat(Replica.labelled("training-0")).isEmpty();
        assertThat(Replica.labelled("lock")).isEmpty();
    }
}
