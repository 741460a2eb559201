package dev.dnsmesh.violations.clientportwithoutcontract.application.client.port.out;

public interface PlantedDirectory {
    void store(String value);
}
