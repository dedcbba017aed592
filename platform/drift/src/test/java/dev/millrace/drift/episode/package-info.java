@NullMarked
package dev.millrace.drift.episode;

import org.jspecify.annotations.NullMarked;
