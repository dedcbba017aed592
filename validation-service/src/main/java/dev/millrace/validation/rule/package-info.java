/** What a dataset should look like, what a version looks like, and the rules that compare them. Pure. */
@NullMarked
package dev.millrace.validation.rule;

import org.jspecify.annotations.NullMarked;
