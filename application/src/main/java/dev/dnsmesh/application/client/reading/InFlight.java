package dev.dnsmesh.application.client.reading;

/**
 * How many queries run at the same time: fewer when answers stop coming, as a node answers only so many a second and
 * drops the rest, and more again with every answer.
 */
final class InFlight {
    private final int most;
    private int limit;
    private int running;

    InFlight(int most) {
        this.most = most;
        this.limit = most;
    }

    synchronized void enter() throws InterruptedException {
        while (running >= limit) {
            wait();
        }
        running++;
    }

    synchronized void leave(boolean answered) {
        running--;
        limit = answered ? Math.min(most, limit + 1) : Math.max(1, limit / 2);
        notifyAll();
    }

    synchronized int limit() {
        return limit;
    }
}
