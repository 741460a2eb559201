package dev.dnsmesh.violations.clientportknowsusecase.application.client.usecase;

public final class Working {
}
