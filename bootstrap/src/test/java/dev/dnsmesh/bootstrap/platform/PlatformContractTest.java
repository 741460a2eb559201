package dev.dnsmesh.bootstrap.platform;

import dev.dnsmesh.application.port.out.Meter;
import dev.dnsmesh.application.port.out.RandomSource;
import dev.dnsmesh.application.port.out.TimeSource;
import dev.dnsmesh.contracts.MeterContract;
import dev.dnsmesh.contracts.RandomSourceContract;
import dev.dnsmesh.contracts.TimeSourceContract;

class PlatformContractTest implements TimeSourceContract, RandomSourceContract, MeterContract {
    @Override
    public TimeSource newTimeSource() {
        return new SystemTimeSource();
    }

    @Override
    public RandomSource newRandomSource() {
        return new SystemRandomSource();
    }

    @Override
    public Readable newMeter() {
        PrometheusMeter meter = new PrometheusMeter();
        return new Readable() {
            @Override
            public Meter meter() {
                return meter;
            }

            @Override
            public double count(String name, String... labels) {
                return sample(meter, name, labels);
            }

            @Override
            public double timed(String name, String... labels) {
                return sample(meter, name + "_count", labels);
            }

            @Override
            public double value(String name, String... labels) {
                return sample(meter, name, labels);
            }
        };
    }

    /** The number behind a name and at most one label in the text format; 0 where it is not told. */
    private static double sample(PrometheusMeter meter, String name, String... labels) {
        String series = labels.length == 0 ? name : name + "{" + labels[0] + "=\"" + labels[1] + "\"}";
        return meter.scrape().lines().filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1))).sum();
    }
}
