/** Imported into a process before its program: says what processor time it has used whenever its parent asks. */
process.on('message', () => process.send?.(process.cpuUsage()));
// The program ends as it would by itself.
process.channel?.unref();
