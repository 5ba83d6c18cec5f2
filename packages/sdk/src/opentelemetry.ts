// The entry '@firsthandapi/sdk/opentelemetry', for programs with @opentelemetry/api installed.
export { type OpenTelemetryOptions, openTelemetry } from './opentelemetry/open-telemetry.ts';
