package dev.millrace.ingestion.dataset.check;

/** Finds bytes that are not UTF-8: overlong forms, surrogates and cut sequences included. */
final class Utf8 {

    private Utf8() {}

    /** Where the first bad sequence starts, or -1. */
    static int firstInvalid(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int length = text[at] >= 0 ? 1 : sequence(text, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    private static int sequence(byte[] text, int at, int to) {
        int lead = text[at] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || to - at < length) {
            return 0;
        }
        int second = text[at + 1] & 0xff;
        int low = switch (lead) {
            case 0xe0 -> 0xa0;
            case 0xf0 -> 0x90;
            default -> 0x80;
        };
        int high = switch (lead) {
            case 0xed -> 0x9f;
            case 0xf4 -> 0x8f;
            default -> 0xbf;
        };
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
