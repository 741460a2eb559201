package dev.dnsmesh.adapters.dns.server;

import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * A bounded number of query answerers for any number of workers, who wait for one where all are taken: each may hold a
 * reading slot of the storage, of which there are not as many as requests in progress.
 */
final class SharedAnswers implements AnswerQuery.Factory, AutoCloseable {
    static final int COUNT = 16;

    private final AnswerQuery.Factory factory;
    private final Semaphore free = new Semaphore(COUNT);
    private final Queue<AnswerQuery> idle = new ConcurrentLinkedQueue<>();

    SharedAnswers(AnswerQuery.Factory factory) {
        this.factory = factory;
    }

    /** For one worker at a time, as any; costs nothing until it is asked. */
    @Override
    public AnswerQuery create() {
        return new AnswerQuery() {
            @Override
            public Verdict answer(NameKey name, RrType type, long nowSeconds, boolean mayBlock, Answer answer) {
                free.acquireUninterruptibly();
                try {
                    AnswerQuery lent = idle.poll();
                    if (lent == null) {
                        lent = factory.create();
                    }
                    try {
                        return lent.answer(name, type, nowSeconds, mayBlock, answer);
                    } finally {
                        idle.add(lent);
                    }
                } finally {
                    free.release();
                }
            }

            @Override
            public void close() {
                // what was lent is the pool's
            }
        };
    }

    /** Waits for those that are lent. */
    @Override
    public void close() {
        free.acquireUninterruptibly(COUNT);
        idle.forEach(AnswerQuery::close);
        idle.clear();
        free.release(COUNT);
    }
}
