package dev.dnsmesh.violations.clientstartsvirtualthread.application.client.reading;

final class Planted {
    Thread started() {
        return Thread.startVirtualThread(() -> { });
    }
}
