package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.FileSettings;

/** How the next file of a dataset is read: as people have said, and as its earlier versions have settled. */
record ReadingRules(FileSettings settings, Established established) {}
