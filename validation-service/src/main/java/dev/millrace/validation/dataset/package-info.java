/** Profiles each arrived version, judges it by its dataset's schema and makes the verdict known. */
@NullMarked
package dev.millrace.validation.dataset;

import org.jspecify.annotations.NullMarked;
