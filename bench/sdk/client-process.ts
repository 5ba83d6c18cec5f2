// One client in a process of its own, as an application has one.
import { answerTurns } from '../measure/process-turns.ts';
import { contenders } from './contenders.ts';

const WARM_UP = 3000;

const [name = '', origin = '', method] = process.argv.slice(2);
const create = contenders[name];
if (!create || (method !== 'get' && method !== 'post')) throw new Error(`Unknown client ${name}`);
await answerTurns({ call: (await create(origin))[method] }, WARM_UP);
