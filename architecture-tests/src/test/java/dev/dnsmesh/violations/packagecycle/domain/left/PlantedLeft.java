package dev.dnsmesh.violations.packagecycle.domain.left;

public record PlantedLeft(dev.dnsmesh.violations.packagecycle.domain.right.PlantedRight other) {
}
