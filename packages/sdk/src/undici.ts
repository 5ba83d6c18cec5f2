// The entry '@firsthandapi/sdk/undici', for Node with undici installed.
export { type UndiciFetch, type UndiciFetchOptions, undiciFetch } from './undici/undici-fetch.ts';
