/** What has become of models: every version, every generation, every deployment, each a document of its own. */
@NullMarked
package dev.millrace.registry.history;

import org.jspecify.annotations.NullMarked;
