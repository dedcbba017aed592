package dev.millrace.web;

import org.springframework.http.HttpStatus;

/** How long a page of a list may be: the same question everywhere, refused everywhere alike. */
public final class PageLimit {

    private PageLimit() {}

    /**
     * The number that was asked for, which is at least 1.
     *
     * @throws Problem if it is not, or is more than {@code most}
     */
    public static int checked(int limit, int most) {
        return checked("limit", limit, most);
    }

    /** The same for a parameter of another name. */
    public static int checked(String parameter, int asked, int most) {
        if (asked < 1 || asked > most) {
            throw new Problem(HttpStatus.BAD_REQUEST, "LIMIT", parameter + " is 1 to " + most)
                    .with("limit", most)
                    .with("actual", asked);
        }
        return asked;
    }
}
