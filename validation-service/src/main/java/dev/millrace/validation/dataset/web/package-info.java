/** Shows schemas, reports and statistics. */
@NullMarked
package dev.millrace.validation.dataset.web;

import org.jspecify.annotations.NullMarked;
