/** Specifications and their versions in collections with indexes. */
@NullMarked
package dev.millrace.registry.pipeline.mongo;

import org.jspecify.annotations.NullMarked;
