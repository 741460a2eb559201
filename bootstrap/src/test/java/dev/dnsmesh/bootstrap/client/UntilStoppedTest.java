package dev.dnsmesh.bootstrap.client;

import dev.dnsmesh.application.client.port.out.Pause;
import dev.dnsmesh.contracts.client.PauseContract;

class UntilStoppedTest implements PauseContract {
    @Override
    public Harness newPause() {
        UntilStopped untilStopped = new UntilStopped(() -> {
        });
        return new Harness() {
            @Override
            public Pause pause() {
                return untilStopped;
            }

            @Override
            public void stop() {
                untilStopped.stop();
            }
        };
    }
}
