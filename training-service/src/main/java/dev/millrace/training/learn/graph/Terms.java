package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.millrace.models.ModelPackage.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A text: for each word of a vocabulary how often it stands in the text, and for each of some groups of letters whether it does, times a
 * weight that rare ones have more of.
 *
 * @param groups letters that come again in words outside the vocabulary, such as parts of long words and of misspelt ones
 */
public record Terms(Feature feature, List<Word> vocabulary, List<LetterGroup> groups) implements PlannedFeature {

    private static final int MOST_WORDS = 150;
    private static final int FEWEST_TEXTS = 5;

    /** A word in fewer texts says too little about the next one. */
    private static final double SMALLEST_SHARE = 0.005;

    private static final int MOST_SPELLINGS = 20;
    private static final List<String> ENDS = List.of("", ".", ",", "!", "?", ";", ":");

    public Terms {
        vocabulary = List.copyOf(vocabulary);
        groups = List.copyOf(groups);
    }

    /** A word with the spellings that count as it: upper and lower case, and with the punctuation that stands beside it. */
    public record Word(String name, double weight, Set<String> spellings) {
        public Word {
            spellings = Collections.unmodifiableSet(new TreeSet<>(spellings));
        }
    }

    /** The most frequent words of these texts, except those that all of them have. */
    static Terms of(Feature feature, String[] texts) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Set<String>> spellings = new HashMap<>();
        for (String text : texts) {
            Set<String> words = new HashSet<>();
            for (String token : tokens(text)) {
                String name = name(token);
                if (!name.isEmpty()) {
                    words.add(name);
                    var known = spellings.computeIfAbsent(name, first -> new LinkedHashSet<>());
                    if (known.size() < MOST_SPELLINGS) {
                        known.add(token);
                    }
                }
            }
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        double least = Math.max(FEWEST_TEXTS, SMALLEST_SHARE * texts.length);
        List<Word> vocabulary = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least && entry.getValue() < texts.length)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(entry -> new Word(
                        entry.getKey(),
                        weight(texts.length, entry.getValue()),
                        spellings(entry.getKey(), spellings.getOrDefault(entry.getKey(), Set.of()))))
                .toList();
        Set<String> known = vocabulary.stream().map(Word::name).collect(Collectors.toSet());
        return new Terms(feature, vocabulary, LetterGroup.of(texts, word -> !known.contains(name(word)), least));
    }

    /** Of what stands in some of so many texts. */
    static double weight(int texts, int having) {
        return 1 + Math.log((1.0 + texts) / (1.0 + having));
    }

    /** For people. */
    String told(double length) {
        return "texts of %.1f words on average, of which %d come often enough, and %d groups of letters"
                .formatted(length, vocabulary.size(), groups.size());
    }

    /** Words of a text on average. */
    static double length(String[] texts) {
        return Arrays.stream(texts)
                .filter(text -> !text.isEmpty())
                .mapToInt(text -> tokens(text).length)
                .average()
                .orElse(0);
    }

    static String[] tokens(String text) {
        return text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }

    /** In lower case, without punctuation around it. */
    private static String name(String token) {
        return token.toLowerCase(Locale.ROOT).replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    }

    private static Set<String> spellings(String name, Set<String> seen) {
        Set<String> spellings = new HashSet<>(seen);
        int first = name.offsetByCodePoints(0, 1);
        for (String written : List.of(
                name,
                name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first),
                name.toUpperCase(Locale.ROOT))) {
            ENDS.forEach(end -> spellings.add(written + end));
        }
        return spellings;
    }

    @Override
    public int numbers() {
        return vocabulary.size() + groups.size();
    }

    /** Adds the nodes and returns the name of the columns. */
    String append(GraphBuilder graph) {
        List<String> parts = new ArrayList<>();
        if (!vocabulary.isEmpty()) {
            parts.add(words(graph));
        }
        if (!groups.isEmpty()) {
            parts.add(LetterGroup.append(graph, feature.input(), groups));
        }
        return graph.concat(parts);
    }

    private String words(GraphBuilder graph) {
        String tokens = graph.fresh();
        // An appended token keeps the split from having no column where all texts are empty.
        String text =
                graph.add("StringConcat", List.of(feature.input(), graph.constant(Tensors.texts(List.of(" \u0001")))));
        graph.addNamed("", "StringSplit", List.of(text), List.of(tokens, graph.fresh()));
        String places = graph.cast(places(graph, tokens), TensorProto.DataType.INT64);
        String flat = graph.add("Squeeze", List.of(places, graph.constant(Tensors.longs(1))));
        String counted = graph.add(
                "TfIdfVectorizer",
                List.of(flat),
                Attributes.text("mode", "TFIDF"),
                Attributes.number("min_gram_length", 1),
                Attributes.number("max_gram_length", 1),
                Attributes.number("max_skip_count", 0),
                longs("ngram_counts", 1),
                longs("ngram_indexes", vocabulary.size()),
                longs("pool_int64s", vocabulary.size()),
                weights());
        return graph.cast(counted, TensorProto.DataType.DOUBLE);
    }

    private String places(GraphBuilder graph, String tokens) {
        List<ByteString> keys = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int place = 0; place < vocabulary.size(); place++) {
            for (String spelling : vocabulary.get(place).spellings()) {
                for (ByteString bytes : TextSpellings.of(spelling)) {
                    keys.add(bytes);
                    values.add((double) place);
                }
            }
        }
        return graph.add(
                GraphBuilder.ML,
                "LabelEncoder",
                List.of(tokens),
                Attributes.tensor("keys_tensor", Tensors.strings(keys)),
                Attributes.tensor(
                        "values_tensor",
                        Tensors.doubles(
                                values.stream().mapToDouble(Double::doubleValue).toArray())),
                Attributes.tensor("default_tensor", Tensors.doubles(-1)));
    }

    /** The numbers from 0 to before the last. */
    private static AttributeProto longs(String name, int count) {
        var attribute = Attributes.of(name, AttributeType.INTS);
        for (int i = 0; i < count; i++) {
            attribute.addInts(i);
        }
        return attribute.build();
    }

    private AttributeProto weights() {
        var attribute = Attributes.of("weights", AttributeType.FLOATS);
        vocabulary.forEach(word -> attribute.addFloats((float) word.weight()));
        return attribute.build();
    }
}
