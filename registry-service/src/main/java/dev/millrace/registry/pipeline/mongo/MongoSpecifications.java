package dev.millrace.registry.pipeline.mongo;

import dev.millrace.registry.pipeline.Specification;
import dev.millrace.registry.pipeline.Specifications;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Specifications in a collection of their own. */
@Component
class MongoSpecifications implements Specifications {

    private final SpecificationDocuments specifications;

    MongoSpecifications(SpecificationDocuments specifications) {
        this.specifications = specifications;
    }

    @Override
    public void keep(String project, Specification one) {
        specifications.save(new SpecificationDocument(
                SpecificationDocument.id(project, one.pipeline(), one.digest()),
                one.pipeline(),
                one.digest(),
                one.json()));
    }

    @Override
    public Optional<Specification> find(String project, String pipeline, String digest) {
        return specifications
                .findById(SpecificationDocument.id(project, pipeline, digest))
                .map(document -> new Specification(document.pipeline(), document.digest(), document.json()));
    }
}
