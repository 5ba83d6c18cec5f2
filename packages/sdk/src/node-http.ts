// The entry '@firsthandapi/sdk/node-http', for Node.
export {
  type NodeHttpFetch,
  type NodeHttpFetchOptions,
  nodeHttpFetch,
} from './node-http/node-http-fetch.ts';
