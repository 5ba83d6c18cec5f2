// The entry '@firsthandapi/sdk/undici': for Node alone, and for those who installed undici.
export { type UndiciFetch, type UndiciFetchOptions, undiciFetch } from './undici/undici-fetch.ts';
