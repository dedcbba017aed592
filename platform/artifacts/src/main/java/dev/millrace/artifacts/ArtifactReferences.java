package dev.millrace.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which artifacts one kind of a service's documents refers to. Together, all such beans of all services say everything that must
 * not be removed.
 */
public interface ArtifactReferences {

    /** Names the documents; unique within the service. */
    String source();

    /**
     * The references of the documents behind this one, in the order of their ids.
     *
     * @param id empty for the first page
     */
    Page after(String id, int limit);

    /**
     * The references of some documents.
     *
     * @param last id of the last document that was read; null where there are no more
     */
    record Page(List<Reference> references, @Nullable String last) {

        public Page {
            references = List.copyOf(references);
        }

        /** Of documents that were asked for with a limit: fewer are the last ones. */
        public static <T> Page of(
                List<T> documents,
                int limit,
                Function<T, String> id,
                Function<T, List<? extends Reference>> references) {
            var all = new ArrayList<Reference>();
            documents.forEach(document -> all.addAll(references.apply(document)));
            return new Page(all, documents.size() < limit ? null : id.apply(documents.getLast()));
        }
    }

    /** What a document says about artifacts; they are named by their digests. */
    sealed interface Reference {

        /** They are needed. */
        record Needed(List<String> artifacts) implements Reference {
            public Needed {
                artifacts = List.copyOf(artifacts);
            }

            public static Needed of(@Nullable String... artifacts) {
                var digests = new ArrayList<String>();
                for (String artifact : artifacts) {
                    if (artifact != null && Digest.isOne(artifact)) {
                        digests.add(artifact);
                    }
                }
                return new Needed(digests);
            }
        }

        /**
         * A model package, with all that it consists of, is needed until somebody frees it.
         *
         * @param artifacts the package and its parts
         */
        record ModelFiles(String digest, List<String> artifacts) implements Reference {
            public ModelFiles {
                artifacts = List.copyOf(artifacts);
            }
        }

        /**
         * A model package is not needed any more.
         *
         * @param reason for people
         */
        record Freed(String digest, String reason) implements Reference {}
    }
}
