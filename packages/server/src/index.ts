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
export type { AmazonConfiguration } from './settings/amazon-settings.ts';
export type { DatabaseConfiguration } from './settings/database-settings.ts';
export type { DeliveryConfiguration } from './settings/delivery-settings.ts';
export type { FolderConfiguration } from './settings/folder-settings.ts';
export type { LimitConfiguration } from './settings/limit-settings.ts';
export type { MailConfiguration } from './settings/mail-settings.ts';
export type { NetworkConfiguration } from './settings/network-settings.ts';
export type { PaymentConfiguration } from './settings/payment-settings.ts';
export type { ProgramConfiguration } from './settings/program-settings.ts';
export type { ScoringConfiguration } from './settings/scoring-settings.ts';
export type { SignupConfiguration } from './settings/signup-settings.ts';
export { type RunningServer, startServer } from './start-server.ts';
export type { StoreLocation } from './storage/open-store.ts';
