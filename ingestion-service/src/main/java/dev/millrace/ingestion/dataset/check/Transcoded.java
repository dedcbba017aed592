package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/** A text in another encoding as UTF-8, without its byte order mark. Bytes that are no text end in an exception. */
final class Transcoded extends InputStream {

    private static final int SIZE = 1 << 14;
    private static final char MARK = '\ufeff';

    private final Reader reader;
    private final CharsetEncoder encoder = UTF_8.newEncoder();
    private final CharBuffer characters = CharBuffer.allocate(SIZE).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * SIZE).flip();
    private boolean begun;
    private boolean ended;

    private Transcoded(InputStream input, Charset charset) {
        this.reader = new InputStreamReader(
                input,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    static InputStream of(InputStream input, Charset charset) {
        return charset.equals(UTF_8) ? input : new Transcoded(input, charset);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!bytes.hasRemaining()) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void fill() throws IOException {
        characters.compact();
        ended = reader.read(characters) < 0;
        characters.flip();
        if (!begun && characters.hasRemaining()) {
            begun = true;
            if (characters.get(characters.position()) == MARK) {
                characters.get();
            }
        }
        bytes.clear();
        var result = encoder.encode(characters, bytes, ended);
        if (result.isError()) {
            result.throwException();
        }
        bytes.flip();
    }
}
