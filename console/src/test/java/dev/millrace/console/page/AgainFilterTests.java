package dev.millrace.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AgainFilterTests {

    private static final int PAGES = 40;

    private final AgainFilter filter = new AgainFilter();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void makesEightPagesAtOnceThatScriptsAskForAndNoPersonWaitsForThem() throws Exception {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var scripts = new ArrayList<Future<Void>>();
            for (int i = 0; i < PAGES; i++) {
                scripts.add(readers.submit(() -> page(true)));
            }
            while (inside.get() < 8) {
                Thread.onSpinWait();
            }
            var person = readers.submit(() -> page(false));
            while (inside.get() < 9) {
                Thread.onSpinWait();
            }
            open.countDown();
            person.get(10, TimeUnit.SECONDS);
            for (var script : scripts) {
                script.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(9);
    }

    private Void page(boolean again) throws Exception {
        var request = new MockHttpServletRequest("GET", "/");
        if (again) {
            request.addHeader("X-Millrace-Again", "1");
        }
        filter.doFilter(request, new MockHttpServletResponse(), (asked, answer) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
        });
        return null;
    }
}
