package dev.millrace.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inputs with the outputs that training saw, replayed by serving before a version gets traffic.
 *
 * @param rows raw values in the order of the signature: Double, String, Boolean or null
 * @param scores per row, in the order of the classes
 */
public record GoldenRows(List<List<@Nullable Object>> rows, List<String> predictions, List<List<Double>> scores) {}
