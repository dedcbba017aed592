package dev.millrace.local.demo;

import dev.millrace.local.stack.Complaint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes small tables of text. The demo resamples a person's file with it; ingestion does its own reading. */
final class Csv {

    private Csv() {}

    /** The header and at most so many rows. */
    static List<List<String>> read(Path file, int rows) {
        try (var reader = Files.newBufferedReader(file)) {
            var records = new ArrayList<List<String>>();
            for (var fields = next(reader); !fields.isEmpty() && records.size() <= rows; fields = next(reader)) {
                records.add(fields);
            }
            return records;
        } catch (IOException e) {
            throw new Complaint("cannot read " + file + ": is it there, and is it CSV in UTF-8?", e);
        }
    }

    /** One record, which may go over several lines where a quoted field does; empty at the end. */
    private static List<String> next(BufferedReader reader) throws IOException {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '"') {
                if (quoted && peek(reader) == '"') {
                    field.append((char) reader.read());
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (!quoted && c == '\n') {
                fields.add(field.toString());
                return fields;
            } else if (quoted || c != '\r') {
                field.append((char) c);
            }
        }
        if (!fields.isEmpty() || !field.isEmpty()) {
            fields.add(field.toString());
        }
        return fields;
    }

    private static int peek(BufferedReader reader) throws IOException {
        reader.mark(1);
        var c = reader.read();
        reader.reset();
        return c;
    }

    static void write(Path file, List<String> header, Iterable<List<String>> rows) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            write(writer, header);
            for (List<String> row : rows) {
                write(writer, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void write(BufferedWriter writer, List<String> row) throws IOException {
        writer.write(String.join(",", row.stream().map(Csv::quoted).toList()));
        writer.write('\n');
    }

    private static String quoted(String field) {
        return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + field.replace("\"", "\"\"") + '"'
                : field;
    }
}
