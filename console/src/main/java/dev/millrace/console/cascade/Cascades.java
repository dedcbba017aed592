package dev.millrace.console.cascade;

import dev.millrace.console.page.Mark;
import dev.millrace.console.page.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of cascades, newest first. */
public record Cascades(List<Line> cascades, @Nullable String next) {

    public Cascades {
        cascades = cascades == null ? List.of() : List.copyOf(cascades);
    }

    /** A cascade as lists show it. */
    public record Line(
            String id,
            String status,
            String startedAt,
            String lastAt,
            long events,
            @Nullable String last,
            @Nullable String trigger,
            @Nullable String dataset,
            List<String> pipelines) {

        public Line {
            pipelines = pipelines == null ? List.of() : List.copyOf(pipelines);
        }

        /** How its status is marked. */
        public String getStyle() {
            return Cascades.mark(status).getStyle();
        }

        /** What began it, in a word. */
        public String getBegan() {
            return began(trigger, dataset);
        }
    }

    /** In a cascade it is data that are rejected; a version that is not approved is another status. */
    public static Mark mark(String status) {
        return status.equals("REJECTED") ? Mark.BAD : Mark.of(status);
    }

    static String began(@Nullable String trigger, @Nullable String dataset) {
        var about = dataset == null ? "" : " " + dataset;
        return switch (trigger == null ? "" : trigger) {
            case "DATA" -> "data" + about;
            case "DRIFT" -> "drift";
            case "PERSON" -> "a person";
            case "PIPELINE" -> "a pipeline";
            case "ALERT" -> "an alert";
            default -> dataset == null ? Show.NOTHING : dataset;
        };
    }
}
