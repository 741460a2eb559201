package dev.dnsmesh.violations.portwithoutcontract.application.port.out;

public interface PlantedStore {
    void store(String value);
}
