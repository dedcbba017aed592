package dev.millrace.console.chart;

import java.util.List;

/** The axes of a plot: room for their names and figures, a grid in between. */
record Frame(double width, double height, double foot) {

    static final double LEFT = 52;
    static final double TOP = 28;
    static final double RIGHT = 16;

    private static final int Y_TICKS = 4;
    private static final int X_TICKS = 5;
    private static final int LONGEST = 12;
    private static final double BESIDE = 4;

    /** The usual size, which two columns and a telephone have room for. */
    static Frame usual() {
        return new Frame(460, 240, 44);
    }

    /** As high above the foot, with room below for something else. */
    Frame raised(double room) {
        return new Frame(width, height + room, foot + room);
    }

    /** With room for names that do not fit side by side. */
    static Frame withLongNames() {
        return new Frame(460, 292, 96);
    }

    double right() {
        return width - RIGHT;
    }

    double bottom() {
        return height - foot;
    }

    double inner() {
        return right() - LEFT;
    }

    /** The y axis with its grid; its name stands above it, where it is read first. */
    void vertical(Drawing drawing, Scale scale, String name) {
        drawing.text("name", 0, 12, "start", name);
        for (double tick : scale.ticks(Y_TICKS)) {
            drawing.line("grid", LEFT, scale.at(tick), right(), scale.at(tick));
            drawing.text("tick", LEFT - BESIDE - 2, scale.at(tick) + BESIDE, "end", scale.text(tick, Y_TICKS));
        }
    }

    /** An x axis of numbers. */
    void horizontal(Drawing drawing, Scale scale, String name) {
        base(drawing, name);
        for (double tick : scale.ticks(X_TICKS)) {
            drawing.line("axis", scale.at(tick), bottom(), scale.at(tick), bottom() + BESIDE);
            drawing.text("tick", scale.at(tick), bottom() + 16, "middle", scale.text(tick, X_TICKS));
        }
    }

    /** An x axis of things in order, of which as many are named as there is room for. */
    void ordered(Drawing drawing, List<String> names, String name) {
        base(drawing, name);
        double room = names.stream().mapToInt(String::length).max().orElse(1) * 7.0 + 10;
        int every = (int) Math.ceil(room / (inner() / Math.max(1, names.size())));
        for (int i = names.size() - 1; i >= 0; i -= every) {
            drawing.text("tick", middle(i, names.size()), bottom() + 16, "middle", names.get(i));
        }
    }

    /** An x axis of names that are too long to stand side by side. */
    void slanted(Drawing drawing, List<String> names, int every, String name) {
        base(drawing, name);
        for (int i = 0; i < names.size(); i += every) {
            drawing.slanted("tick", middle(i, names.size()) + BESIDE, bottom() + 14, shortened(names.get(i)));
        }
    }

    /** The middle of one of several equal places. */
    double middle(int index, int count) {
        return LEFT + (index + 0.5) * inner() / count;
    }

    /** A labelled line across the whole plot, for a bound or a threshold. */
    void bound(Drawing drawing, String css, Scale scale, double value, String text) {
        double y = scale.at(value);
        drawing.line(css, LEFT, y, right(), y);
        drawing.text("bound-text", right(), y - BESIDE, "end", text);
    }

    /** The line at the foot, with the name of what it shows. */
    void base(Drawing drawing, String name) {
        drawing.line("axis", LEFT, bottom(), right(), bottom());
        drawing.text("name", right(), height - BESIDE, "end", name);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
