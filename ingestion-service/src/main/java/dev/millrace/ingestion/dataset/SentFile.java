package dev.millrace.ingestion.dataset;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as somebody sends it.
 *
 * @param announced bytes that the sender says the body has, -1 where it does not say
 * @param digest SHA-256 of the body as sent or as decompressed; null where the sender does not say
 */
public record SentFile(
        InputStream body,
        long announced,
        Compression compression,
        @Nullable String digest) {}
