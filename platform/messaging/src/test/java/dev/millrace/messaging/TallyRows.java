package dev.millrace.messaging;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** Fixture: the read models of tallies. */
interface TallyRows extends MongoRepository<TallyRow, String> {

    List<TallyRow> findByArrivalsGreaterThanOrderByArrivalsDesc(long arrivals, Limit limit);
}
