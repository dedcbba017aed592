/** Datasets over HTTP. */
@NullMarked
package dev.millrace.ingestion.dataset.web;

import org.jspecify.annotations.NullMarked;
