/** An OpenID provider for tests, in a package that the console does not scan. */
@NullMarked
package dev.millrace.provider;

import org.jspecify.annotations.NullMarked;
