package dev.millrace.local.demo;

import dev.millrace.local.stack.Complaint;
import dev.millrace.pipelines.PipelineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A person's own file. Its moved world is made of its own rows, drawn again, with the critical columns moved: numbers grow by half a
 * standard deviation, and half of the commonest text, or of a number of few values, turns into the second commonest. So it is another
 * world and no fault: values stay among, or close to, those that were there.
 */
final class FileTrips implements Trips {

    private static final int SAMPLED_ROWS = 20_000;

    /** Numbers with no more values than these are names. */
    private static final int FEW = 5;

    private static final double HALF = 0.5;

    private final Path file;
    private final List<String> columns;
    private final List<List<String>> rows;
    private final Map<Integer, Texts> texts = new HashMap<>();
    private final Map<Integer, Double> steps = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    /** The two commonest values of a column. */
    private record Texts(String first, String second) {}

    FileTrips(Path file, PipelineSpec spec) {
        this.file = file;
        var records = Csv.read(file, SAMPLED_ROWS);
        if (records.size() < 2) {
            throw new Complaint(file + " has no rows");
        }
        columns = records.getFirst();
        rows = records.subList(1, records.size()).stream()
                .filter(row -> row.size() == columns.size())
                .toList();
        moved(spec).forEach(this::move);
    }

    /** What the specification calls critical, or else the first features. */
    private List<String> moved(PipelineSpec spec) {
        if (!spec.monitor().critical().isEmpty()) {
            return spec.monitor().critical();
        }
        return columns.stream()
                .filter(column -> !column.equals(spec.data().label()))
                .filter(column -> !spec.data().exclude().contains(column))
                .limit(3)
                .toList();
    }

    private void move(String column) {
        var index = columns.indexOf(column);
        if (index < 0) {
            throw new Complaint(file + " has no column " + column
                    + ", which the pipeline needs: name one that fits with" + " --spec");
        }
        var values = rows.stream().map(row -> row.get(index)).filter(value -> !value.isEmpty());
        boolean many = values.distinct().limit(FEW + 1L).count() > FEW;
        if (many && rows.stream().allMatch(row -> number(row.get(index)))) {
            steps.put(index, HALF * deviation(index));
        } else {
            texts.put(index, commonest(index));
        }
    }

    private double deviation(int index) {
        var values = rows.stream()
                .map(row -> row.get(index))
                .filter(value -> !value.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private Texts commonest(int index) {
        var counts = new HashMap<String, Integer>();
        rows.forEach(row -> counts.merge(row.get(index), 1, Integer::sum));
        var ranked = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        return new Texts(ranked.getFirst(), ranked.getLast());
    }

    private static boolean number(String text) {
        try {
            return text.isEmpty() || Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Path usual() {
        return file;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public synchronized List<List<String>> shifted(int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> shifted(rows.get(random.nextInt(rows.size()))))
                .toList();
    }

    private List<String> shifted(List<String> row) {
        var moved = new ArrayList<>(row);
        steps.forEach((index, step) -> {
            if (!row.get(index).isEmpty()) {
                moved.set(index, String.format(Locale.ROOT, "%.2f", Double.parseDouble(row.get(index)) + step));
            }
        });
        texts.forEach((index, commonest) -> {
            if (row.get(index).equals(commonest.first()) && random.nextBoolean()) {
                moved.set(index, commonest.second());
            }
        });
        return moved;
    }
}
