@NullMarked
package dev.millrace.console.page;

import org.jspecify.annotations.NullMarked;
