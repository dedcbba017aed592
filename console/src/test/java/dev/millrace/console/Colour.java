package dev.millrace.console;

import java.util.stream.IntStream;

/** A colour of the style sheet, as eyes see it: its contrast to another (WCAG), and how different both look (CIEDE2000). */
record Colour(double red, double green, double blue) {

    private static final double FULL = 255;
    private static final double CHROMA = Math.pow(25, 7);

    /** How eyes see that lack one kind of cone: the matrices of Machado, Oliveira and Fernandes (2009), on linear light. */
    enum Sight {
        NORMAL,
        PROTAN,
        DEUTAN,
        TRITAN;

        private double[] matrix() {
            return switch (this) {
                case NORMAL -> new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
                case PROTAN ->
                    new double[] {
                        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
                    };
                case DEUTAN ->
                    new double[] {
                        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881
                    };
                case TRITAN ->
                    new double[] {
                        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900
                    };
            };
        }

        Colour of(Colour colour) {
            double[] matrix = matrix();
            double[] seen = IntStream.range(0, 3)
                    .mapToDouble(row -> Math.clamp(
                            matrix[3 * row] * colour.red
                                    + matrix[3 * row + 1] * colour.green
                                    + matrix[3 * row + 2] * colour.blue,
                            0,
                            1))
                    .toArray();
            return new Colour(seen[0], seen[1], seen[2]);
        }
    }

    /** @param hex such as {@code #197F63} */
    static Colour of(String hex) {
        return new Colour(linear(hex, 1), linear(hex, 3), linear(hex, 5));
    }

    private static double linear(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / FULL;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** From 1, no contrast, to 21. */
    double contrast(Colour other) {
        double light = Math.max(luminance(), other.luminance());
        double dark = Math.min(luminance(), other.luminance());
        return (light + 0.05) / (dark + 0.05);
    }

    private record Lab(double lightness, double a, double b) {}

    private Lab lab() {
        double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
        double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
        double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** How different both look; below 2 hardly anybody sees a difference. */
    double difference(Colour other) {
        return difference(lab(), other.lab());
    }

    static double difference(double[] one, double[] other) {
        return difference(new Lab(one[0], one[1], one[2]), new Lab(other[0], other[1], other[2]));
    }

    private static double difference(Lab one, Lab other) {
        double mean = Math.pow((Math.hypot(one.a, one.b) + Math.hypot(other.a, other.b)) / 2, 7);
        double stretch = 1.5 - 0.5 * Math.sqrt(mean / (mean + CHROMA));
        double chroma1 = Math.hypot(one.a * stretch, one.b);
        double chroma2 = Math.hypot(other.a * stretch, other.b);
        double hue1 = hue(one.b, one.a * stretch);
        double hue2 = hue(other.b, other.a * stretch);
        double turn = chroma1 * chroma2 == 0 ? 0 : turn(hue2 - hue1);
        double hues = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(Math.toRadians(turn / 2));
        double lightness = (one.lightness + other.lightness) / 2;
        double chroma = (chroma1 + chroma2) / 2;
        double middle = chroma1 * chroma2 == 0 ? hue1 + hue2 : middle(hue1, hue2);
        double wave = 1
                - 0.17 * cos(middle - 30)
                + 0.24 * cos(2 * middle)
                + 0.32 * cos(3 * middle + 6)
                - 0.20 * cos(4 * middle - 63);
        double square = Math.pow(lightness - 50, 2);
        double byLightness = (other.lightness - one.lightness) / (1 + 0.015 * square / Math.sqrt(20 + square));
        double byChroma = (chroma2 - chroma1) / (1 + 0.045 * chroma);
        double byHue = hues / (1 + 0.015 * chroma * wave);
        double seventh = Math.pow(chroma, 7);
        double rotation = -2
                * Math.sqrt(seventh / (seventh + CHROMA))
                * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((middle - 275) / 25, 2))));
        return Math.sqrt(byLightness * byLightness + byChroma * byChroma + byHue * byHue + rotation * byChroma * byHue);
    }

    private static double hue(double b, double a) {
        return (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }

    private static double turn(double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    }

    private static double middle(double hue1, double hue2) {
        double sum = hue1 + hue2;
        if (Math.abs(hue1 - hue2) <= 180) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
