package dev.dnsmesh.adapters.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private AnswerQuery counted(CountDownLatch until) {
        made.incrementAndGet();
        return new AnswerQuery() {
            @Override
            public Verdict answer(NameKey name, RrType type, long nowSeconds, boolean mayBlock, Answer answer) {
                try {
                    until.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return Verdict.NODATA;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void more_workers_than_the_storage_has_slots_all_get_their_answer() throws Exception {
        var open = new CountDownLatch(1);
        var shared = new SharedAnswers(() -> counted(open));
        List<Future<AnswerQuery.Verdict>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                answers.add(threads.submit(() -> shared.create().answer(new NameKey(), RrType.TXT, 0, true, NOWHERE)));
            }
            open.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(AnswerQuery.Verdict.NODATA);
            }
        }
        assertThat(made.get()).isBetween(1, SharedAnswers.COUNT);
        shared.close();
        assertThat(closed).hasValue(made.get());
    }

    @Test
    void a_worker_that_only_applies_updates_takes_no_slot() {
        var shared = new SharedAnswers(() -> counted(new CountDownLatch(0)));
        shared.create().close();
        assertThat(made).hasValue(0);
    }

    private static final AnswerQuery.Answer NOWHERE = new AnswerQuery.Answer() {
        @Override
        public void txt(ByteBuffer value, long remainingSeconds) {
            throw new AssertionError("nothing is there");
        }

        @Override
        public void data(RrType type, ByteBuffer rdata) {
            throw new AssertionError("nothing is there");
        }
    };
}
