# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.
