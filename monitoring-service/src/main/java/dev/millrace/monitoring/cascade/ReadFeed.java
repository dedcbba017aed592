package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what was recorded since a position; only what is committed counts, so nothing is told that did not happen. */
class ReadFeed implements CascadeFeed.Source {

    private static final int PAGE = 100;
    private static final int MAX_ITEMS = 2000;

    private final CascadeStore store;
    private final Progress progress;

    ReadFeed(Aggregates aggregates) {
        this.store = CascadeStore.in(aggregates);
        this.progress = new Progress(store);
    }

    @Override
    public List<FeedItem> after(String position) {
        List<FeedItem> found = new ArrayList<>();
        List<FeedItem> page = store.feed().list("", PAGE);
        while (!page.isEmpty() && found.size() < MAX_ITEMS) {
            for (FeedItem item : page) {
                if (item.id().compareTo(position) <= 0) {
                    return found.reversed();
                }
                found.add(item);
            }
            page = store.feed().list("", page.getLast().id(), PAGE);
        }
        return found.reversed();
    }

    @Override
    public Optional<CascadeView.Live> committed(FeedItem item) {
        return store.cascades()
                .find(item.project() + "/" + item.cascadeId())
                .map(Stored::state)
                .filter(cascade -> cascade.has(item.eventId()))
                .flatMap(cascade -> live(item, cascade));
    }

    private Optional<CascadeView.Live> live(FeedItem item, Cascade cascade) {
        return store.timeline()
                .find(item.project() + "/" + item.cascadeId() + "/" + item.eventId())
                .map(entry -> new CascadeView.Live(
                        cascade.id(),
                        progress.told(item.project(), cascade),
                        CascadeView.Event.of(entry, cascade.startedAt())));
    }
}
