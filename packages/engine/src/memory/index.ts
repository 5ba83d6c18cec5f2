export { MemoryMail } from '../mail/memory-mail.ts';
export { nodeModule } from '../runtime/node-module.ts';
export { ManualClock } from './clock.ts';
export { collectBytes, MemoryFiles } from './files.ts';
export { type IdsState, SeededIds } from './ids.ts';
export type { RowChange } from './journal.ts';
export { MemoryKeyring } from './keyring.ts';
export { MemoryPayments } from './payments.ts';
export { MemoryStore, type StoreSnapshot } from './store.ts';
