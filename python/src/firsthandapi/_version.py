"""The version of this package, which the build reads too."""

VERSION = "0.1.0"
