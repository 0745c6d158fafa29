package dev.vedette.model;

import java.nio.ByteBuffer;

/** How a file stores one number. All are read as float, F64 and I64 rounded to the nearest; F32 and I64 are also written. */
public enum NumberFormat {
    F32(4) {
        @Override
        public float get(ByteBuffer buffer) {
            return buffer.getFloat();
        }

        @Override
        void put(ByteBuffer buffer, float value) {
            buffer.putFloat(value);
        }
    },
    I64(8) {
        @Override
        public float get(ByteBuffer buffer) {
            return buffer.getLong();
        }

        @Override
        void put(ByteBuffer buffer, float value) {
            buffer.putLong((long) value);
        }
    },
    F64(8) {
        @Override
        public float get(ByteBuffer buffer) {
            return (float) buffer.getDouble();
        }
    },
    F16(2) {
        @Override
        public float get(ByteBuffer buffer) {
            return half(buffer.getShort());
        }
    },
    BF16(2) {
        @Override
        public float get(ByteBuffer buffer) {
            return Float.intBitsToFloat(buffer.getShort() << 16);
        }
    };

    private final int bytes;

    NumberFormat(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** Takes the next number from a buffer of the file's byte order. */
    public abstract float get(ByteBuffer buffer);

    void put(ByteBuffer buffer, float value) {
        throw new UnsupportedOperationException(name() + " is only read");
    }

    /** IEEE 754 binary16; Java has it only from version 20. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(exponent + (127 - 15) << 23 | fraction << 13);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
