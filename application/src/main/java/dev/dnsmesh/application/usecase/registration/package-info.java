/** Registration: challenges, and what a signed one is exchanged for (registration.md 2, 3, 11). */
package dev.dnsmesh.application.usecase.registration;
