/** Verdicts and versions of schemas as documents. */
@NullMarked
package dev.millrace.validation.dataset.mongo;

import org.jspecify.annotations.NullMarked;
