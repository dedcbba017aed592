package dev.millrace.monitoring.estimate;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import java.util.List;
import java.util.random.RandomGenerator;

/** A model of each task in a world whose inputs move, and never what they mean. */
public enum MadeUpAnswers {
    /** Surer than it should be. Its inputs come nearer to where it cannot tell the classes apart, as far as they move. */
    TWO_CLASSES {
        @Override
        Outputs outputs() {
            return new Outputs(Task.BINARY, List.of("0", "1"), 0.5);
        }

        @Override
        double row(float[] scores, int first, double moved, RandomGenerator random) {
            double x = random.nextGaussian() * (2.5 - moved);
            scores[first + 1] = (float) logistic(1.6 * x);
            scores[first] = 1 - scores[first + 1];
            return random.nextDouble() < logistic(x) ? 1 : 0;
        }
    },
    /** The same for three classes. */
    SEVERAL_CLASSES {
        @Override
        Outputs outputs() {
            return new Outputs(Task.MULTICLASS, List.of("a", "b", "c"), 0);
        }

        @Override
        double row(float[] scores, int first, double moved, RandomGenerator random) {
            double[] chances = new double[3];
            double all = 0;
            double asked = 0;
            for (int place = 0; place < 3; place++) {
                double x = random.nextGaussian() * (2.5 - moved);
                chances[place] = Math.exp(x);
                scores[first + place] = (float) Math.exp(1.6 * x);
                all += chances[place];
                asked += scores[first + place];
            }
            for (int place = 0; place < 3; place++) {
                scores[first + place] /= (float) asked;
            }
            double drawn = random.nextDouble() * all;
            return drawn < chances[0] ? 0 : drawn < chances[0] + chances[1] ? 1 : 2;
        }
    },
    /** The larger the number, the less right it is; and as far as its inputs move there are more large ones. */
    NUMBERS {
        @Override
        Outputs outputs() {
            return Outputs.number();
        }

        @Override
        double row(float[] scores, int first, double moved, RandomGenerator random) {
            double predicted = 10 + 20 * Math.pow(random.nextDouble(), 1 / (1 + 2 * moved));
            scores[first] = (float) predicted;
            return predicted + random.nextGaussian() * predicted * predicted / 200;
        }
    };

    abstract Outputs outputs();

    abstract double row(float[] scores, int first, double moved, RandomGenerator random);

    public TestAnswers draw(int rows, double moved, RandomGenerator random) {
        var outputs = outputs();
        var truths = new double[rows];
        var scores = new float[rows * outputs.width()];
        for (int row = 0; row < rows; row++) {
            truths[row] = row(scores, row * outputs.width(), moved, random);
        }
        return new TestAnswers(outputs, truths, scores);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
