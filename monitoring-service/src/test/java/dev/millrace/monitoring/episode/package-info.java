@NullMarked
package dev.millrace.monitoring.episode;

import org.jspecify.annotations.NullMarked;
