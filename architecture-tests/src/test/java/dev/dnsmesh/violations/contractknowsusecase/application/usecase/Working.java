package dev.dnsmesh.violations.contractknowsusecase.application.usecase;

public final class Working {
}
