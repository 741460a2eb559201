package dev.dnsmesh.violations.iprefix.application.port.out;

interface IPlanted {
}
