package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.Packed;
import dev.millrace.monitoring.ServingRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class LoggedPredictionsTests {

    /** The rows of a document of {@code predictions} as releases before roles packed them: JSON, deflated with zlib, in base 64. */
    private static final String WITHOUT_A_ROLE =
            "eJw1TksOwiAQvcus2waotYYbuHdl0wWBqUGxNEDVpOHuDo0ms3n/GTZ4eoMO5AZL8HfUCSQYnNTqElR/EZL6WIIvDNH6GWRbwQ1nDCrt"
                    + "8JAr0E7FiBHkAIysHEbivFuf885NKmChgn8XXObQWF3yZ0MLrFbtxLQwvOY95X8yFo0TjtqHvZ01oqtY03dUpuKjGDZQ5W3BxLHm"
                    + "vBanCxeSMborJe28rKkkuWi6Mecxj1/mUErt";

    private record Part(LoggedPredictions.Model model, List<Prediction> rows) {}

    @Test
    void areTheChampionsWhereAnEarlierReleaseKeptThem() {
        var parts = Packed.unpack(WITHOUT_A_ROLE, new TypeReference<List<Part>>() {});

        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.model())
                    .isEqualTo(new LoggedPredictions.Model("default", "taxi", 3, 4, ServingRole.CHAMPION));
            assertThat(part.model().scoreId()).isEqualTo("default/taxi");
            assertThat(part.rows().getFirst().predicted()).isEqualTo("1");
        });
    }
}
