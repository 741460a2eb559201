package dev.dnsmesh.violations.usecasenamedotherwise.application.port.in;

public interface Ask {
    void ask();
}
