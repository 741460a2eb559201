package dev.dnsmesh.contracts;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;

class PortStandInsTest implements TimeSourceContract, RandomSourceContract, MeterContract {
    @Override
    public TimeSource newTimeSource() {
        return new ManualTime(Records.NOON);
    }

    @Override
    public RandomSource newRandomSource() {
        return new SeededRandom(1);
    }

    @Override
    public Readable newMeter() {
        CountingMeter meter = new CountingMeter();
        return new Readable() {
            @Override
            public Meter meter() {
                return meter;
            }

            @Override
            public double count(String name, String... labels) {
                return meter.count(name, labels);
            }

            @Override
            public double timed(String name, String... labels) {
                return meter.timed(name, labels);
            }

            @Override
            public double value(String name, String... labels) {
                return meter.value(name, labels);
            }
        };
    }
}
