@NullMarked
package dev.millrace.validation;

import org.jspecify.annotations.NullMarked;
