package dev.millrace.local.demo;

import dev.millrace.local.stack.Complaint;
import dev.millrace.pipelines.PipelineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A person's own file. Its moved world is made of its own rows, drawn again, with the critical columns moved: numbers
 * grow by half, and half of the commonest text turns into the second commonest.
 */
final class FileTrips implements Trips {

    private static final int SAMPLED_ROWS = 20_000;
    private static final double GROWTH = 1.5;

    private final Path file;
    private final List<String> columns;
    private final List<List<String>> rows;
    private final Map<Integer, Texts> texts = new HashMap<>();
    private final List<Integer> numbers = new ArrayList<>();
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
        if (rows.stream().allMatch(row -> number(row.get(index)))) {
            numbers.add(index);
        } else {
            texts.put(index, commonest(index));
        }
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
        for (int index : numbers) {
            if (!row.get(index).isEmpty()) {
                moved.set(index, String.format(Locale.ROOT, "%.2f", Double.parseDouble(row.get(index)) * GROWTH));
            }
        }
        texts.forEach((index, commonest) -> {
            if (row.get(index).equals(commonest.first()) && random.nextBoolean()) {
                moved.set(index, commonest.second());
            }
        });
        return moved;
    }
}
