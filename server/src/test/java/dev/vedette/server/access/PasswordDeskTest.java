package dev.vedette.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A crowd before a desk at which one is just being served, for as long as the test wants. */
@Timeout(60)
class PasswordDeskTest {
    private final PasswordDesk desk = new PasswordDesk();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void occupy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(() -> desk.compute("somebody", 1, () -> {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }));
        begun.await();
    }

    @AfterEach
    void end() {
        over.countDown();
        threads.shutdown();
    }

    /** Somebody who stands in the queue when this returns. */
    private CompletableFuture<Boolean> queue(String address, int distrust) {
        int before = desk.waiting();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                () -> desk.compute(address, distrust, () -> served.add(address)), threads);
        while (desk.waiting() == before && !waiting.isDone()) {
            Thread.onSpinWait();
        }
        return waiting;
    }

    @Test
    void whoFailedLeastComesFirst() {
        List<CompletableFuture<Boolean>> waiting =
                List.of(queue("guesser", 5), queue("stranger", 1), queue("known", 0), queue("other", 1));
        over.countDown();
        waiting.forEach(CompletableFuture::join);

        assertThat(served).containsExactly("known", "stranger", "other", "guesser");
    }

    @Test
    void ofOneAddressOneWaits() {
        queue("guesser", 1);

        assertThatThrownBy(() -> desk.compute("guesser", 1, () -> served.add("guesser again")))
                .isInstanceOf(Busy.class)
                .hasMessageContaining("try again");
        assertThat(desk.waiting()).isEqualTo(1);
    }

    @Test
    void aCrowdFromEverywhereIsSentAwayAndMakesRoomForWhoeverIsTrustedMore() {
        CompletableFuture<Boolean> last = null;
        for (int i = 0; i < PasswordDesk.MOST_WAITING; i++) {
            last = queue("guesser " + i, 2);
        }
        assertThatThrownBy(() -> desk.compute("one more", 2, () -> served.add("one more")))
                .isInstanceOf(Busy.class);

        CompletableFuture<Boolean> known =
                CompletableFuture.supplyAsync(() -> desk.compute("known", 0, () -> served.add("known")), threads);
        assertThatThrownBy(last::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Busy.class);
        over.countDown();
        known.join();

        assertThat(served.get(0)).isEqualTo("known");
    }
}
