package dev.millrace.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The readable page beside {@code /openapi.json}: self-contained, nothing is fetched from elsewhere. */
@Hidden
@RestController
class DocumentationController {

    /** Paths of the page and the document, which a deployment may open to everybody. */
    static final String PAGE = "/docs";

    @GetMapping(PAGE)
    ResponseEntity<Resource> page() {
        return file("index.html", MediaType.TEXT_HTML);
    }

    @GetMapping(PAGE + "/docs.css")
    ResponseEntity<Resource> style() {
        return file("docs.css", new MediaType("text", "css"));
    }

    @GetMapping(PAGE + "/docs.js")
    ResponseEntity<Resource> script() {
        return file("docs.js", new MediaType("text", "javascript"));
    }

    private static ResponseEntity<Resource> file(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'")
                .body(new ClassPathResource("millrace-docs/" + name));
    }
}
