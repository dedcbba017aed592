package dev.millrace.training.learn.train;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.Transform;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Logistic regression by Tribuo: the model to beat, and the one that people can read. */
public final class LogisticTrainer implements ModelTrainer {

    private static final int LARGEST_BATCH = 16;

    /** Batches of an epoch, so that few rows are learned from in as many steps as many are. */
    private static final int LEAST_BATCHES = 100;

    /** Held here, because loggers that nobody holds forget their level. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    @Override
    public Transform.Form form() {
        return Transform.Form.LINEAR;
    }

    @Override
    public LearnedHead train(
            Transform transform,
            Matrix train,
            Supplier<Matrix> validation,
            Parameters parameters,
            long seed,
            TrainingSteps steps) {
        steps.done(0, Map.of());
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> rows =
                new MutableDataset<>(new SimpleDataSourceProvenance("training rows", factory), factory);
        String[] names = names(transform);
        for (int row = 0; row < train.rows(); row++) {
            rows.add(example(train, row, transform.dense(), names));
        }
        int epochs = parameters.whole("epochs");
        int batch = Math.clamp(train.rows() / LEAST_BATCHES, 1, LARGEST_BATCH);
        LinearSGDTrainer trainer = new LinearSGDTrainer(
                new LogMulticlass(),
                new Watched(
                        new AdaGrad(parameters.number("learningRate")),
                        watch(epochs, Math.ceilDiv(train.rows(), batch), steps)),
                epochs,
                -1,
                batch,
                seed);
        LinearSGDModel model = trainer.train(rows);
        steps.done(1, Map.of("epochs", String.valueOf(epochs)));
        return head(model, transform, train, names);
    }

    /** What is done after each batch: says so a hundred times, and thereby hears of a cancelled run. */
    private static Runnable watch(int epochs, int batchesAnEpoch, TrainingSteps steps) {
        long batches = Math.max(1, (long) epochs * batchesAnEpoch);
        long pause = Math.max(1, batches / 100);
        long[] done = {0};
        return () -> {
            done[0]++;
            if (done[0] % pause == 0) {
                double fraction = Math.min(1, (double) done[0] / batches);
                steps.done(fraction, Map.of("epochs", String.valueOf((int) (fraction * epochs))));
            }
        };
    }

    /** Tribuo tells nobody how far it is, but asks its optimiser after every batch. */
    private record Watched(StochasticGradientOptimiser optimiser, Runnable afterBatch)
            implements StochasticGradientOptimiser {

        @Override
        public void initialise(org.tribuo.math.Parameters parameters) {
            optimiser.initialise(parameters);
        }

        @Override
        public Tensor[] step(Tensor[] updates, double weight) {
            afterBatch.run();
            return optimiser.step(updates, weight);
        }

        @Override
        public void finalise() {
            optimiser.finalise();
        }

        @Override
        public void reset() {
            optimiser.reset();
        }

        @Override
        public StochasticGradientOptimiser copy() {
            return new Watched(optimiser.copy(), afterBatch);
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return optimiser.getProvenance();
        }
    }

    /** One name a weight, in the order in which Tribuo sorts them: dense columns first, then codes. */
    private static String[] names(Transform transform) {
        String[] names = new String[transform.dense() + transform.codes()];
        Arrays.setAll(names, weight -> Integer.toString(1_000_000 + weight));
        return names;
    }

    private static ArrayExample<Label> example(Matrix matrix, int row, int dense, String[] names) {
        String[] present = new String[matrix.width()];
        double[] values = new double[matrix.width()];
        for (int column = 0; column < matrix.width(); column++) {
            boolean quantity = column < dense;
            float value = matrix.at(row, column);
            present[column] = names[quantity ? column : dense + (int) value];
            values[column] = quantity ? value : 1;
        }
        return new ArrayExample<>(label((int) matrix.label(row)), present, values);
    }

    private static Label label(int place) {
        return new Label(Integer.toString(place));
    }

    /** Two softmax outputs are a sigmoid of their difference; codes that no training row had weigh nothing. */
    private static LinearHead head(LinearSGDModel model, Transform transform, Matrix train, String[] names) {
        DenseMatrix learned = model.getWeightsCopy();
        int[] ids = ids(model, train.outputs().width());
        boolean difference = train.outputs().task() == Task.BINARY;
        float[][] weights = new float[names.length][];
        for (int i = 0; i < names.length; i++) {
            var feature = model.getFeatureIDMap().get(names[i]);
            weights[i] = feature == null
                    ? new float[difference ? 1 : ids.length]
                    : sums(learned, ids, feature.getID(), difference);
        }
        float[] biases = sums(learned, ids, model.getFeatureIDMap().size(), difference);
        return LinearHead.of(transform, train, weights, biases, rows -> said(model, rows, transform.dense(), names));
    }

    /** By Tribuo's weights as they were learned; its own predictions refuse a row of whose values it knows none. */
    private static float[] said(LinearSGDModel model, Matrix rows, int dense, String[] names) {
        DenseMatrix learned = model.getWeightsCopy();
        int width = rows.outputs().width();
        int[] ids = ids(model, width);
        int[] features = Arrays.stream(names)
                .map(model.getFeatureIDMap()::get)
                .mapToInt(feature -> feature == null ? -1 : feature.getID())
                .toArray();
        float[] said = new float[rows.rows() * width];
        for (int row = 0; row < rows.rows(); row++) {
            double[] powers = new double[width];
            for (int place = 0; place < width; place++) {
                double sum = learned.get(ids[place], model.getFeatureIDMap().size());
                for (int column = 0; column < rows.width(); column++) {
                    float value = rows.at(row, column);
                    int feature = features[column < dense ? column : dense + (int) value];
                    sum += feature < 0 ? 0 : learned.get(ids[place], feature) * (column < dense ? value : 1);
                }
                powers[place] = sum;
            }
            softmax(powers, said, row * width);
        }
        return said;
    }

    private static void softmax(double[] powers, float[] to, int first) {
        double largest = Arrays.stream(powers).max().orElse(0);
        double total =
                Arrays.stream(powers).map(power -> Math.exp(power - largest)).sum();
        for (int place = 0; place < powers.length; place++) {
            to[first + place] = (float) (Math.exp(powers[place] - largest) / total);
        }
    }

    private static int[] ids(LinearSGDModel model, int width) {
        int[] ids = new int[width];
        Arrays.setAll(ids, place -> model.getOutputIDInfo().getID(label(place)));
        return ids;
    }

    private static float[] sums(DenseMatrix learned, int[] ids, int feature, boolean difference) {
        if (difference) {
            return new float[] {(float) (learned.get(ids[1], feature) - learned.get(ids[0], feature))};
        }
        float[] sums = new float[ids.length];
        for (int place = 0; place < ids.length; place++) {
            sums[place] = (float) learned.get(ids[place], feature);
        }
        return sums;
    }
}
