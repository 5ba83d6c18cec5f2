export type { Finding } from './assess/finding.ts';
export { type LocalRating, localRating } from './assess/local-rating.ts';
export { type DecodedPicture, pictureFinding } from './assess/picture-finding.ts';
export { SHORTEST_SECONDS, soundFinding, TOO_SHORT } from './assess/sound-finding.ts';
export { type CombinedVotes, combineVotes, type Vote } from './combine/combine-votes.ts';
export { type EscalationReason, needsMoreVotes } from './combine/needs-more-votes.ts';
export { containerDuration } from './container/container-duration.ts';
export { formatOf, isFormat } from './format/format-of.ts';
export {
  DESCRIBE_PROMPT,
  describedPrompt,
  type JudgePrompt,
  type JudgeTask,
  judgePrompt,
} from './judge/judge-prompt.ts';
export { JUDGE_SCHEMA, type JudgeReply, parseJudgeReply } from './judge/judge-reply.ts';
export { type GreyPicture, greyPicture, MEASURED_EDGE } from './picture/grey-picture.ts';
export { isAlike, likenessOf } from './picture/likeness.ts';
export { type Point, sharpestPoint } from './picture/sharpness.ts';
export { decodeWav, type Sound } from './sound/wav.ts';
