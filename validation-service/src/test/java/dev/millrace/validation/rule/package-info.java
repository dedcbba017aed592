@NullMarked
package dev.millrace.validation.rule;

import org.jspecify.annotations.NullMarked;
