/** Datasets: what arrived, whether it may be used, and how its columns differ from the version before. */
@NullMarked
package dev.millrace.console.data;

import org.jspecify.annotations.NullMarked;
