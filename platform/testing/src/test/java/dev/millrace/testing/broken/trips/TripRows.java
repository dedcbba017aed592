package dev.millrace.testing.broken.trips;

import org.springframework.data.repository.Repository;

/** Stores read models outside its mongo package. */
interface TripRows extends Repository<String, String> {}
