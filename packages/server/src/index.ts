export type { AwsCredentials, KmsSettings, S3Settings } from './aws/aws-settings.ts';
export {
  type Configuration,
  ConfigurationError,
  readConfiguration,
  type SignupMode,
} from './configuration.ts';
export { JsonLog, type LineSink, type Log, silentLog } from './host/json-log.ts';
export type { SmtpSettings } from './mail/smtp-settings.ts';
export type { RedisSettings } from './redis/redis-settings.ts';
export type { ModelSettings } from './scoring/ensemble/model-settings.ts';
export type { WhisperSettings } from './scoring/ensemble/whisper-transcriber.ts';
export { type RunningServer, startServer } from './start-server.ts';
export type { StoreLocation } from './storage/open-store.ts';
