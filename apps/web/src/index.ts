/**
 * The page: where people look. Renders what the API answers and serves it, as plain addresses that work without
 * scripts and as an application where there are some. Leaves every rule about facts to the API, which it reaches through
 * the client only. Promises: no request to another origin; every state in the address; what was not understood is said.
 */
export { type ApiAccess, injectedAccess, remoteAccess } from './server/api.ts';
export { type WebOptions, webPlugin } from './server/plugin.ts';
