/**
 * The tools of FirstHandAPI for assistants, over the Model Context Protocol. Most users run the program `firsthandapi-mcp`;
 * this entry is for hosts that serve the tools over HTTP, such as `@firsthandapi/server`.
 *
 * @module
 */

export {
  createHttpHandler,
  type HttpHandlerOptions,
  type McpCaller,
  type McpHttpHandler,
} from './http/http-handler.ts';
