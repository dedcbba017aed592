/** Classes that break one rule each. */
package dev.millrace.testing.broken;
