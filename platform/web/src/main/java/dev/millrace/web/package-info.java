/** What every HTTP surface shares: problem details, strict JSON, the OpenAPI document and its page. */
@NullMarked
package dev.millrace.web;

import org.jspecify.annotations.NullMarked;
