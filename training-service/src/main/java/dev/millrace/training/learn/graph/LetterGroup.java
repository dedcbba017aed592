package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Three letters in a row, in upper or lower case, and the weight of a text that has them. The graph looks for each by a regular
 * expression, since standard operators cannot take a text apart into its characters.
 */
public record LetterGroup(String letters, double weight) {

    private static final int LENGTH = 3;
    private static final int MOST_GROUPS = 50;

    /**
     * The most frequent groups of these texts, except those that all of them have.
     *
     * @param words which words they are looked for in
     * @param least so many texts have a group
     */
    static List<LetterGroup> of(String[] texts, Predicate<String> words, double least) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            Set<String> groups = new HashSet<>();
            Arrays.stream(Terms.tokens(text)).filter(words).forEach(word -> collect(word, groups));
            groups.forEach(group -> counts.merge(group, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least && entry.getValue() < texts.length)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_GROUPS)
                .map(entry -> new LetterGroup(entry.getKey(), Terms.weight(texts.length, entry.getValue())))
                .toList();
    }

    private static void collect(String word, Set<String> groups) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int start = 0; start + LENGTH <= lower.length(); start++) {
            String group = lower.substring(start, start + LENGTH);
            if (group.chars().allMatch(letter -> Character.isLetter((char) letter))) {
                groups.add(group);
            }
        }
    }

    /** Adds the nodes and returns the name of the columns. */
    static String append(GraphBuilder graph, String texts, List<LetterGroup> groups) {
        String found = graph.concat(groups.stream()
                .map(group -> graph.add("RegexFullMatch", List.of(texts), Attributes.text("pattern", group.pattern())))
                .toList());
        String weights = graph.constant(
                Tensors.doubles(groups.stream().mapToDouble(LetterGroup::weight).toArray()));
        return graph.add("Mul", List.of(graph.cast(found, TensorProto.DataType.DOUBLE), weights));
    }

    /** Around the letters any bytes may stand, also those of characters that a runtime does not spell in UTF-8. */
    private String pattern() {
        return "(?is)\\C*" + letters + "\\C*";
    }
}
