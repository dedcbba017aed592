@NullMarked
package dev.millrace.ingestion.announced;

import org.jspecify.annotations.NullMarked;
