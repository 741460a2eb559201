package dev.dnsmesh.violations.adapterknowsusecase.application.usecase;

public final class Working {
}
