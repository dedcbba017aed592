package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.Situation.Parked;
import dev.millrace.local.stack.Part;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SituationTests {

    @Test
    void countsEveryParkedRecordHoweverFewAreListed() {
        var answer = JsonMapper.shared().readTree("""
                {"parked": [{"topic": "data.arrived", "code": "UNREADABLE"}], "total": 7000}""");

        assertThat(Parked.of(Part.TRAINING, answer))
                .containsExactly(new Parked("training", 7000, "data.arrived UNREADABLE"));
    }

    @Test
    void saysNothingWhereNothingIsParked() {
        var answer = JsonMapper.shared().readTree("""
                {"parked": [], "total": 0}""");

        assertThat(Parked.of(Part.TRAINING, answer)).isEmpty();
    }
}
