@NullMarked
package dev.millrace.validation.dataset;

import org.jspecify.annotations.NullMarked;
