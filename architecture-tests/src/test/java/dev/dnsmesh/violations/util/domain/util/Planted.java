package dev.dnsmesh.violations.util.domain.util;

final class Planted {
}
