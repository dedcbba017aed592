package dev.millrace.testing.broken.trips.mongo;

import java.util.List;
import org.springframework.data.domain.Range;
import org.springframework.data.repository.Repository;

/** Asks by a range, which generated queries misread. */
interface RangedRows extends Repository<String, String> {

    List<String> findByIdBetween(Range<String> ids);
}
