package dev.millrace.console.overview;

import dev.millrace.console.page.Mark;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is everything all right? What the services say is wrong or waits, worst and oldest first. A service that does not answer is wrong itself.
 *
 * @param asking how many services have not answered yet
 */
record Situation(List<Item> items, int asking) {

    private static final int MOST = 20;

    /** One thing that is wrong or waits. */
    record Item(
            Mark mark,
            String name,
            String code,
            String detail,
            @Nullable String since,
            String page) {}

    static Situation of(Map<Part, Answer<Summary>> summaries) {
        var items = new ArrayList<Item>();
        int asking = 0;
        for (var entry : summaries.entrySet()) {
            var part = entry.getKey();
            switch (entry.getValue()) {
                case Answer.Given<Summary> given -> addAll(items, part, given.value());
                case Answer.Silent<Summary> silent ->
                    items.add(unasked(part, "SILENT", "does not answer: " + silent.reason(), silent.at()));
                case Answer.Refused<Summary> refused ->
                    items.add(unasked(
                            part,
                            "REFUSED",
                            "does not say how it is: " + refused.problem().detail(),
                            null));
                case Answer.Late<Summary> late -> asking++;
            }
        }
        items.sort(Comparator.comparing(Item::mark, Comparator.reverseOrder())
                .thenComparing(item -> item.since() == null ? "" : item.since()));
        return new Situation(List.copyOf(items), asking);
    }

    private static void addAll(List<Item> items, Part part, Summary summary) {
        summary.attention()
                .forEach(item -> items.add(new Item(
                        item.isBad() ? Mark.BAD : Mark.ATTENTION,
                        item.name(),
                        item.code(),
                        item.detail(),
                        item.since(),
                        item.getPage())));
        summary.parts().stream()
                .filter(ready -> !ready.ready())
                .forEach(ready -> items.add(unasked(
                        part,
                        "NOT_READY",
                        ready.name() + " is not ready" + (ready.detail() == null ? "" : ": " + ready.detail()),
                        null)));
    }

    private static Item unasked(Part part, String code, String detail, @Nullable Instant at) {
        return new Item(
                Mark.BAD, part.label(), code, detail, at == null ? null : at.toString(), "/operations#" + part.label());
    }

    public List<Item> shown() {
        return items.stream().limit(MOST).toList();
    }

    public int more() {
        return Math.max(0, items.size() - MOST);
    }

    private long wrong() {
        return items.stream().filter(item -> item.mark() == Mark.BAD).count();
    }

    /** How all of it is marked. */
    public Mark mark() {
        if (wrong() > 0) {
            return Mark.BAD;
        }
        return items.isEmpty() ? asking > 0 ? Mark.RUNNING : Mark.GOOD : Mark.ATTENTION;
    }

    /** The first line of the page. */
    public String sentence() {
        var wants = items.size() - wrong();
        var wrong = wrong();
        if (items.isEmpty()) {
            return asking > 0 ? "Asking the services…" : "Everything is all right";
        }
        if (wrong == 0) {
            return "Nothing is wrong, " + wants(wants);
        }
        var first = wrong == 1 ? "1 thing is wrong" : wrong + " things are wrong";
        return wants == 0 ? first : first + ", " + wants(wants);
    }

    private static String wants(long count) {
        return count == 1 ? "1 wants a person" : count + " want a person";
    }
}
