import type { TestServer, TestServerOptions } from './server.ts';

/** Starts the test double on the loopback interface; what it is made of is loaded only now. Stop it with `stop()`. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { TestServer } = await import('./server.ts');
  const server = new TestServer(options);
  await server.start();
  return server;
}
