/** The history of models in collections with indexes. */
@NullMarked
package dev.millrace.registry.history.mongo;

import org.jspecify.annotations.NullMarked;
