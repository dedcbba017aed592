package dev.millrace.training.learn.train;

import dev.millrace.training.learn.rows.Blocks;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in the form in which XGBoost's histogram method learns from it: one byte a cell, which says between which two of
 * 256 quantiles the value lies. XGBoost fetches the values block by block; XGBoost4J offers that for GPUs alone, so its
 * library is called directly. Trees come out the same as from a matrix of floats, which takes nine bytes a cell, as long as the
 * quantiles are those of all rows. Of very many rows they are those of some, as in LightGBM ({@code bin_construct_sample_cnt}) and
 * scikit-learn ({@code HistGradientBoosting}), because finding them takes longer than all other work on the values.
 */
@SuppressWarnings("restricted")
final class QuantileMatrix extends DMatrix {

    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** Blocks that XGBoost gets at once: its threads wait for each other several times whenever it fetches some. */
    private static final int AT_ONCE = 8;

    /** Rows of whose values quantiles are taken at most, as in LightGBM and scikit-learn. */
    static final int MOST_RANKED = 200_000;

    private QuantileMatrix(long handle) {
        super(handle);
    }

    /**
     * Builds a matrix.
     *
     * @param like whose quantiles it has, so that trees learned from that one can be asked about this one; null for its own
     */
    static QuantileMatrix of(Blocks values, int threads, @Nullable DMatrix like) throws XGBoostError {
        if (like != null || values.rows() <= MOST_RANKED) {
            return of(values, threads, like == null ? MemorySegment.NULL : MemorySegment.ofAddress(like.getHandle()));
        }
        var some = of(values.drawn(MOST_RANKED, 0), threads, MemorySegment.NULL);
        try {
            return of(values, threads, MemorySegment.ofAddress(some.getHandle()));
        } finally {
            some.dispose();
        }
    }

    private static QuantileMatrix of(Blocks values, int threads, MemorySegment like) throws XGBoostError {
        // The first matrix loads the library.
        new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(ADDRESS);
            call("XGProxyDMatrixCreate", out);
            var proxy = out.get(ADDRESS, 0);
            var source = new Source(values, proxy, arena);
            try {
                call(
                        "XGQuantileDMatrixCreateFromCallback",
                        MemorySegment.NULL,
                        proxy,
                        like,
                        source.stub("reset", FunctionDescriptor.ofVoid(ADDRESS), arena),
                        source.stub("next", FunctionDescriptor.of(INT, ADDRESS), arena),
                        arena.allocateFrom("{\"missing\": NaN, \"max_bin\": 256, \"nthread\": " + threads + "}"),
                        out);
                return new QuantileMatrix(out.get(ADDRESS, 0).address());
            } catch (XGBoostError refused) {
                if (source.failure != null) {
                    refused.addSuppressed(source.failure);
                }
                throw refused;
            } finally {
                call("XGDMatrixFree", proxy);
            }
        }
    }

    /** Calls a function of XGBoost that takes pointers alone. */
    private static void call(String function, MemorySegment... arguments) throws XGBoostError {
        AddressLayout[] parameters = new AddressLayout[arguments.length];
        Arrays.fill(parameters, ADDRESS);
        int failed;
        try {
            failed = (int)
                    handle(function, FunctionDescriptor.of(INT, parameters)).invokeWithArguments((Object[]) arguments);
        } catch (Throwable broken) {
            throw new IllegalStateException("XGBoost's " + function + " cannot be called", broken);
        }
        if (failed != 0) {
            throw new XGBoostError(function + " failed: " + lastError());
        }
    }

    private static String lastError() {
        try {
            var text = (MemorySegment)
                    handle("XGBGetLastError", FunctionDescriptor.of(ADDRESS)).invokeWithArguments();
            return text.reinterpret(Integer.MAX_VALUE).getString(0);
        } catch (Throwable broken) {
            throw new IllegalStateException("XGBoost does not say what is wrong", broken);
        }
    }

    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        var address = SymbolLookup.loaderLookup()
                .find(function)
                .orElseThrow(() -> new IllegalStateException("XGBoost has no function " + function));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    /** Where XGBoost fetches blocks, again and again from the first: for their number, their quantiles and their values. */
    private static final class Source {

        private final Blocks values;
        private final MemorySegment proxy;
        private final MemorySegment copy;
        private int next;
        private @Nullable Throwable failure;

        Source(Blocks values, MemorySegment proxy, Arena arena) {
            this.values = values;
            this.proxy = proxy;
            int rows = values.end(Math.min(AT_ONCE, values.count()) - 1);
            this.copy = arena.allocate(ValueLayout.JAVA_FLOAT, (long) rows * values.width());
        }

        MemorySegment stub(String method, FunctionDescriptor descriptor, Arena arena) {
            try {
                var type = descriptor.toMethodType();
                var handle = MethodHandles.lookup().bind(this, method, type);
                return Linker.nativeLinker().upcallStub(handle, descriptor, arena);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @SuppressWarnings("unused")
        private void reset(MemorySegment iterator) {
            next = 0;
        }

        /** Gives the next blocks and 1, or 0 behind the last; an exception must not reach XGBoost, which itself refuses fewer rows than before. */
        @SuppressWarnings("unused")
        private int next(MemorySegment iterator) {
            if (failure != null || next == values.count()) {
                return 0;
            }
            try (var arena = Arena.ofConfined()) {
                int end = Math.min(next + AT_ONCE, values.count());
                int first = values.first(next);
                for (int block = next; block < end; block++) {
                    float[] from = values.block(block);
                    long to = (long) (values.first(block) - first) * values.width() * Float.BYTES;
                    MemorySegment.copy(from, 0, copy, ValueLayout.JAVA_FLOAT, to, from.length);
                }
                int rows = values.end(end - 1) - first;
                var array = "{\"data\": [%d, true], \"shape\": [%d, %d], \"typestr\": \"<f4\", \"version\": 3}"
                        .formatted(copy.address(), rows, values.width());
                call("XGProxyDMatrixSetDataDense", proxy, arena.allocateFrom(array));
                next = end;
                return 1;
            } catch (Throwable thrown) {
                failure = thrown;
                return 0;
            }
        }
    }
}
