package dev.millrace.monitoring;

import dev.millrace.web.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Places in lists that are read page by page. */
public final class Paging {

    /** A time and an event's id. */
    private static final Pattern POSITION = Pattern.compile("[0-9]{19}-[0-9a-zA-Z_.:-]{1,128}");

    private Paging() {}

    /** Above all ids that begin with a project and a slash. */
    public static String end(String project) {
        return project + (char) ('/' + 1);
    }

    /** The place after which a page begins; null for the first page. */
    public static @Nullable String position(@Nullable String position) {
        if (position != null && !POSITION.matcher(position).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "POSITION_INVALID", "This is no position in this list");
        }
        return position;
    }
}
