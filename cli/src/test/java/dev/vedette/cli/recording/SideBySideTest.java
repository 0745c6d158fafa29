package dev.vedette.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTest {
    private final List<Integer> unwanted = new CopyOnWriteArrayList<>();

    @Test
    void resultsComeInOrderWhicheverIsDoneFirst() {
        CountDownLatch second = new CountDownLatch(1);
        List<Callable<Integer>> work = List.of(
                () -> {
                    second.await();
                    return 1;
                },
                () -> {
                    second.countDown();
                    return 2;
                },
                () -> 3);
        try (SideBySide<Integer> results = new SideBySide<>(work, 2, unwanted::add)) {
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(1, 2, 3);
        }
        assertThat(unwanted).isEmpty();
    }

    @Test
    void asManyAsAskedForAreDoneAtATime() {
        CyclicBarrier three = new CyclicBarrier(3);
        List<Callable<Integer>> work = IntStream.range(0, 9)
                .mapToObj(i -> (Callable<Integer>) () -> {
                    three.await();
                    return i;
                })
                .toList();
        List<Integer> results = new ArrayList<>();
        try (SideBySide<Integer> some = new SideBySide<>(work, 3, unwanted::add)) {
            work.forEach(one -> results.add(some.next()));
        }
        assertThat(results).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aFaultComesInItsTurnAndTheRestGoesOn() {
        List<Callable<Integer>> work = List.of(
                () -> 1,
                () -> {
                    throw VedetteException.badInput("a broken one");
                },
                () -> 3);
        try (SideBySide<Integer> results = new SideBySide<>(work, 2, unwanted::add)) {
            assertThat(results.next()).isEqualTo(1);
            assertThatThrownBy(results::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessage("a broken one");
            assertThat(results.next()).isEqualTo(3);
        }
    }

    @Test
    void whatNobodyTakesIsGivenBackAndWhatIsUnderWayEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<Callable<Integer>> work = List.of(() -> 1, () -> {
            begun.countDown();
            never.await();
            return 2;
        });
        SideBySide<Integer> results = new SideBySide<>(work, 1, unwanted::add);
        begun.await();
        results.close();
        assertThat(unwanted).containsExactly(1);
    }

    @Test
    void anInterruptEndsTheWait() {
        CountDownLatch never = new CountDownLatch(1);
        List<Callable<Integer>> work = List.of(() -> {
            never.await();
            return 1;
        });
        try (SideBySide<Integer> results = new SideBySide<>(work, 1, unwanted::add)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(results::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
