package dev.dnsmesh.violations.usecasenamedotherwise.application.usecase;

import dev.dnsmesh.violations.usecasenamedotherwise.application.port.in.Ask;

final class PlantedAsking implements Ask {
    @Override
    public void ask() {
        // nothing to do in a planted house
    }
}
