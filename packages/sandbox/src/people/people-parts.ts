/** What only worlds with people need, as one part that is loaded for the first of them. */
export { peopleService } from '@firsthandapi/engine/people';
export { joinWorld } from './join-world.ts';
export { outboxOf } from './outbox.ts';
