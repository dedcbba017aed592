package dev.millrace.monitoring.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many labels of each of two classes there are at each score of the second one. Up to {@value #MOST} different scores are told
 * apart, so the area under the curve of so many labels is exact. Of more, the two neighbours with the fewest labels become one (after
 * Ben-Haim and Tom-Tov, JMLR 11, 2010), so the places are where the scores are, be they all between 0 and 0.03.
 *
 * @param scores ascending
 * @param negatives at each score
 * @param positives at each score
 */
record ScoreHistogram(List<Double> scores, List<Long> negatives, List<Long> positives) {

    static final ScoreHistogram EMPTY = new ScoreHistogram(List.of(), List.of(), List.of());

    static final int MOST = 512;

    ScoreHistogram {
        scores = List.copyOf(scores);
        negatives = List.copyOf(negatives);
        positives = List.copyOf(positives);
    }

    /** Labels of both classes at one score. */
    private record Place(double score, long negatives, long positives) {

        Place plus(Place other) {
            long all = negatives + positives + other.negatives + other.positives;
            double weighted = score * (negatives + positives) + other.score * (other.negatives + other.positives);
            return new Place(
                    all == 0 ? score : weighted / all, negatives + other.negatives, positives + other.positives);
        }

        long labels() {
            return negatives + positives;
        }
    }

    static ScoreHistogram of(double score, boolean positive) {
        return new ScoreHistogram(List.of(score), List.of(positive ? 0L : 1L), List.of(positive ? 1L : 0L));
    }

    /** Of these labels and others. */
    ScoreHistogram plus(Iterable<ScoreHistogram> others) {
        var all = new TreeMap<Double, Place>();
        places().forEach(place -> all.merge(place.score(), place, Place::plus));
        others.forEach(other -> other.places().forEach(place -> all.merge(place.score(), place, Place::plus)));
        return of(new ArrayList<>(all.values()), MOST);
    }

    /** The same labels at fewer places. */
    ScoreHistogram atMost(int places) {
        return of(new ArrayList<>(places()), places);
    }

    private List<Place> places() {
        return IntStream.range(0, scores.size())
                .mapToObj(i -> new Place(scores.get(i), negatives.get(i), positives.get(i)))
                .toList();
    }

    private static ScoreHistogram of(List<Place> places, int most) {
        while (places.size() > most) {
            int least = 0;
            for (int i = 1; i + 1 < places.size(); i++) {
                if (together(places, i) < together(places, least)) {
                    least = i;
                }
            }
            places.set(least, places.get(least).plus(places.remove(least + 1)));
        }
        return new ScoreHistogram(
                places.stream().map(Place::score).toList(),
                places.stream().map(Place::negatives).toList(),
                places.stream().map(Place::positives).toList());
    }

    private static long together(List<Place> places, int first) {
        return places.get(first).labels() + places.get(first + 1).labels();
    }

    long negativeLabels() {
        return negatives.stream().mapToLong(Long::longValue).sum();
    }

    long positiveLabels() {
        return positives.stream().mapToLong(Long::longValue).sum();
    }

    /** Labels of the class that has fewer. */
    long ofTheRarerClass() {
        return Math.min(negativeLabels(), positiveLabels());
    }

    /** An area under the curve, and its standard error. */
    record Area(double value, double standardError) {}

    /**
     * The share of pairs of both classes that the scores order right, ties counted half, and its standard error after DeLong, DeLong
     * and Clarke-Pearson (Biometrics 44, 1988). Both classes must have labels.
     */
    Area area() {
        long negative = negativeLabels();
        long positive = positiveLabels();
        double ordered = 0;
        double ofPositives = 0;
        double ofNegatives = 0;
        long below = 0;
        long above = positive;
        for (int i = 0; i < positives.size(); i++) {
            long here = positives.get(i);
            long opposite = negatives.get(i);
            above -= here;
            double beaten = (below + opposite / 2.0) / negative;
            double beating = (above + here / 2.0) / positive;
            ordered += here * beaten;
            ofPositives += here * beaten * beaten;
            ofNegatives += opposite * beating * beating;
            below += opposite;
        }
        double area = ordered / positive;
        return new Area(
                area,
                Math.sqrt(variance(ofPositives, area, positive) / positive
                        + variance(ofNegatives, area, negative) / negative));
    }

    private static double variance(double squares, double mean, long count) {
        return count < 2 ? 0 : Math.max(0, squares - count * mean * mean) / (count - 1);
    }
}
