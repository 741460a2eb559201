/** What a registrant signs and proves, and the challenges he is given (registration.md 3, W11, W14). */
package dev.dnsmesh.domain.registration;
