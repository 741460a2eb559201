package dev.dnsmesh.violations.implsuffix.domain;

final class PlantedStoreImpl {
}
