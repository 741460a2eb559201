package dev.dnsmesh.violations.packagecycle.domain.right;

public record PlantedRight(dev.dnsmesh.violations.packagecycle.domain.left.PlantedLeft other) {
}
