/** What a colour says; words and shapes say it too. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info';
