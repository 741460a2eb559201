package dev.dnsmesh.violations.portknowsusecase.application.usecase;

public final class Working {
}
