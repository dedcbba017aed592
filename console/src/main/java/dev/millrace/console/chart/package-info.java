/** Plots as plain values: what is drawn, and the figures that it is drawn from. One template fragment shows them all. */
@NullMarked
package dev.millrace.console.chart;

import org.jspecify.annotations.NullMarked;
