package dev.millrace.registry.model;

/** Codes with which a person's request is refused; the web adapter gives each its status. */
public final class Refusals {

    public static final String VERSION_NOT_FOUND = "VERSION_NOT_FOUND";
    public static final String ALREADY_DECIDED = "ALREADY_DECIDED";
    public static final String FOUR_EYES = "FOUR_EYES";
    public static final String REVIEWER_REQUIRED = "REVIEWER_REQUIRED";
    public static final String NO_CHAMPION = "NO_CHAMPION";
    public static final String NO_PREVIOUS = "NO_PREVIOUS";
    public static final String NOT_APPROVED = "NOT_APPROVED";
    public static final String ALREADY_SERVED = "ALREADY_SERVED";

    /** The version was added or changed this moment, or very much else was; asking again helps. */
    public static final String CHANGED_MEANWHILE = "CHANGED_MEANWHILE";

    private Refusals() {}
}
