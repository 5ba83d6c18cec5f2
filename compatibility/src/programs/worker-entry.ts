// For workers: settings come as the body of a request.
import { answerWith } from './answer-with.ts';
import { runMainJob } from './main-job.ts';

export default { fetch: answerWith(runMainJob) };
