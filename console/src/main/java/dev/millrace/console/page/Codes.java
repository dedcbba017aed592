package dev.millrace.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the services' codes mean, read once from {@code codes.txt}: {@code = group}, then {@code CODE | meaning | what to do}. */
public final class Codes {

    private static final Map<String, List<Meaning>> GROUPS = read();
    private static final Map<String, Meaning> BY_CODE = byCode();

    private Codes() {}

    /** @param remedy what to do; empty where there is nothing to do */
    public record Meaning(String code, String meaning, String remedy) {}

    /** All of them, by what they are about. */
    public static Map<String, List<Meaning>> groups() {
        return GROUPS;
    }

    /** What one means; null where it is not explained. */
    public static @Nullable Meaning of(@Nullable String code) {
        return code == null ? null : BY_CODE.get(code);
    }

    private static Map<String, Meaning> byCode() {
        var all = new LinkedHashMap<String, Meaning>();
        GROUPS.values().forEach(group -> group.forEach(meaning -> all.put(meaning.code(), meaning)));
        return all;
    }

    private static Map<String, List<Meaning>> read() {
        var groups = new LinkedHashMap<String, List<Meaning>>();
        List<Meaning> group = List.of();
        for (var line : text().lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("= ")) {
                group = new ArrayList<>();
                groups.put(line.substring(2), group);
            } else {
                var parts = line.split("\\|", -1);
                group.add(new Meaning(parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
        return groups;
    }

    private static String text() {
        try (var in = Objects.requireNonNull(Codes.class.getResourceAsStream("/codes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
