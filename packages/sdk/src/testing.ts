// The entry '@firsthandapi/sdk/testing', for tests of code that uses the client.
export {
  createMockClient,
  type MockClient,
  type MockClientOptions,
} from './testing/create-mock-client.ts';
export {
  createMockFetch,
  type MockCall,
  type MockFetch,
  type MockReplies,
  type MockReply,
  type MockResult,
} from './testing/create-mock-fetch.ts';
export { type Fault, failWith, networkFailure } from './testing/fault.ts';
export {
  signTestWebhook,
  type TestWebhook,
  type TestWebhookInput,
} from './testing/sign-test-webhook.ts';
