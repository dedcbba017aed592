@NullMarked
package dev.millrace.training.run;

import org.jspecify.annotations.NullMarked;
