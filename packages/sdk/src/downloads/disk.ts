// What writes files. The build for the web has no-disk.ts in its place.
export { downloadJobFiles } from './download-job-files.ts';
export { openPathSink } from './path-sink.ts';
