package dev.millrace.pipelines;

import dev.millrace.pipelines.Node.Entry;
import dev.millrace.pipelines.Node.Mapping;
import dev.millrace.pipelines.Node.Scalar;
import dev.millrace.pipelines.Node.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads YAML, of which JSON is a part, as a tree of places and texts: one document, no aliases, no tags, bounded depth.
 * Works on the parser's events, so that nothing of YAML's object construction runs.
 */
final class YamlReader {

    static final int DEEPEST = 32;

    private final Problems problems;
    private final Iterator<Event> events;

    private YamlReader(String text, Problems problems) {
        this.problems = problems;
        this.events =
                new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
    }

    /** @throws SpecException when the text is not one well-formed document within the bounds */
    static Node read(String text) {
        Problems problems = new Problems();
        Optional<Node> root = Optional.empty();
        try {
            root = new YamlReader(text, problems).document();
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark();
            problems.add(
                    "YAML_MALFORMED", line(mark), column(mark), "", sentence(malformed.getProblem()) + snippet(mark));
        } catch (YAMLException malformed) {
            problems.add("YAML_MALFORMED", 1, 1, "", sentence(malformed.getMessage()));
        }
        problems.throwIfAny();
        return root.orElseThrow(() -> new SpecException(List.of(
                new SpecProblem("BODY_EMPTY", 1, 1, "", "A specification is expected, the document is empty."))));
    }

    private Optional<Node> document() {
        Node root = null;
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof DocumentStartEvent start && root != null) {
                problem("YAML_MALFORMED", start, "", "One document is expected, a second one starts here.");
                break;
            }
            if (event instanceof NodeEvent start && root == null) {
                root = node(start, "", 1);
            }
        }
        return Optional.ofNullable(root);
    }

    private @Nullable Node node(NodeEvent event, String pointer, int depth) {
        if (depth > DEEPEST) {
            problem("YAML_TOO_DEEP", event, pointer, "At most " + DEEPEST + " levels are read.");
            problems.throwIfAny();
        }
        if (event instanceof AliasEvent || event.getAnchor() != null) {
            problem("YAML_ALIASES", event, pointer, "Anchors and aliases are not accepted: write the value out.");
        }
        int line = line(event.getStartMark());
        int column = column(event.getStartMark());
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(scalar.getTag(), event, pointer);
                yield new Scalar(scalar.getValue(), scalar.isPlain(), line, column);
            }
            case SequenceStartEvent sequence -> {
                refuseTag(sequence.getTag(), event, pointer);
                yield new Sequence(items(pointer, depth), line, column);
            }
            case MappingStartEvent mapping -> {
                refuseTag(mapping.getTag(), event, pointer);
                yield new Mapping(entries(pointer, depth), line, column);
            }
            default -> new Scalar("", true, line, column);
        };
    }

    private void refuseTag(@Nullable String tag, Event event, String pointer) {
        if (tag != null) {
            problem("YAML_TAG", event, pointer, "Tags (! and !!) are not accepted: leave it out.");
        }
    }

    private List<Node> items(String pointer, int depth) {
        var items = new ArrayList<Node>();
        for (var next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            var item = node((NodeEvent) next, pointer + "/" + items.size(), depth + 1);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private List<Entry> entries(String pointer, int depth) {
        var entries = new ArrayList<Entry>();
        var keys = new HashSet<String>();
        for (var next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            var key = node((NodeEvent) next, pointer, depth + 1);
            var name = key instanceof Scalar scalar ? scalar.text() : "";
            var value = node((NodeEvent) events.next(), pointer + "/" + escape(name), depth + 1);
            if (!(key instanceof Scalar scalar)) {
                problem("YAML_MALFORMED", next, pointer, "A key has to be a single text.");
            } else if (!keys.add(name)) {
                problem("YAML_DUPLICATE_KEY", next, pointer + "/" + escape(name), "The key stands here a second time.");
            } else if (value != null) {
                entries.add(new Entry(scalar, value));
            }
        }
        return entries;
    }

    private void problem(String code, Event event, String pointer, String message) {
        problems.add(code, line(event.getStartMark()), column(event.getStartMark()), pointer, message);
    }

    /** A key as one step of a JSON pointer. */
    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private static int column(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getColumn() + 1;
    }

    private static String snippet(@Nullable Mark mark) {
        return mark == null ? "" : "\n" + mark.get_snippet(2, 72);
    }

    private static String sentence(@Nullable String problem) {
        var text = problem == null ? "not well-formed" : problem;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
