package dev.millrace.serving.prediction;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Types of the Open Inference Protocol's tensors, and how an element looks as bytes (little-endian). */
public enum Datatype {
    BOOL(1) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.get() != 0;
        }
    },
    INT8(1) {
        @Override
        Object read(ByteBuffer bytes) {
            return (long) bytes.get();
        }
    },
    INT16(2) {
        @Override
        Object read(ByteBuffer bytes) {
            return (long) bytes.getShort();
        }
    },
    INT32(4) {
        @Override
        Object read(ByteBuffer bytes) {
            return (long) bytes.getInt();
        }
    },
    INT64(8) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.getLong();
        }
    },
    UINT8(1) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.get() & 0xffL;
        }
    },
    UINT16(2) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.getShort() & 0xffffL;
        }
    },
    UINT32(4) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.getInt() & 0xffff_ffffL;
        }
    },
    UINT64(8) {
        @Override
        Object read(ByteBuffer bytes) {
            return unsigned(bytes.getLong());
        }
    },
    FP16(2) {
        @Override
        Object read(ByteBuffer bytes) {
            return (double) Float.float16ToFloat(bytes.getShort());
        }
    },
    FP32(4) {
        @Override
        Object read(ByteBuffer bytes) {
            return (double) bytes.getFloat();
        }
    },
    FP64(8) {
        @Override
        Object read(ByteBuffer bytes) {
            return bytes.getDouble();
        }
    },
    BYTES(0) {
        @Override
        Object read(ByteBuffer bytes) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw Refusals.bad("TENSOR_SHAPE", "A text in a binary tensor is longer than the tensor");
            }
            var text = new byte[length];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    };

    private final int size;

    Datatype(int size) {
        this.size = size;
    }

    /** An element of UINT64, which may be larger than a Long. */
    public static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    /** One element: Boolean, Long, BigInteger, Double or String. */
    abstract Object read(ByteBuffer bytes);

    /** The elements of a tensor in binary form. */
    public Object[] read(String tensor, ByteBuffer bytes, int count) {
        if (size > 0 && bytes.remaining() != (long) size * count) {
            throw Refusals.shape(tensor, bytes.remaining() + " bytes are not " + count + " elements of " + this);
        }
        var elements = new Object[count];
        for (int each = 0; each < count; each++) {
            if (bytes.remaining() < (size == 0 ? Integer.BYTES : size)) {
                throw Refusals.shape(tensor, "fewer elements than its shape says");
            }
            elements[each] = read(bytes);
        }
        if (bytes.hasRemaining()) {
            throw Refusals.shape(tensor, "more elements than its shape says");
        }
        return elements;
    }

    public static Datatype named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusals.datatype(name);
        }
    }
}
