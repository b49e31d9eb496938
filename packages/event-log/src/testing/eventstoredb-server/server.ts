import { randomUUID } from 'node:crypto';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type handleUnaryCall, type Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import { type AppendSite, appendHandler, batchAppendHandler } from './append.ts';
import { type Certificate, selfSigned } from './certificate.ts';
import type { CallKind, FaultSource, FiredFault } from './faults.ts';
import { Outbox, type ReadCall } from './outbox.ts';
import { ERRORS } from './protocol.ts';
import { readTarget, serveRead, serveSubscription } from './read.ts';
import { TestStore } from './store.ts';

/** What a node is in its cluster. A read-only replica refuses every append; a leaderless one knows nobody to name. */
export type Role = 'leader' | 'follower' | 'read-only' | 'leaderless';

/** A node as gossip tells of it. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly role: Role;
  readonly alive?: boolean;
}

export interface TestServerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Shared by the nodes of a cluster; a new one where there is none. */
  readonly store?: TestStore;
  /** Names and passwords; without, everyone is let in. */
  readonly users?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
  /** Default 1 MiB, the documented server's. */
  readonly maxAppendBytes?: number;
  /** Whether positions are told with the events of a stream, as from version 22.10 on; default true. */
  readonly streamPositions?: boolean;
  /** Whether an append that finds its events there is answered with their position; default true. */
  readonly repetitionPositions?: boolean;
}

const HOST = '127.0.0.1';
const MAX_APPEND_BYTES = 1_048_576;
/** Calls that may be open on one connection at a time, as the documented server's HTTP stack has it by default. */
const MAX_OPEN_CALLS = 100;
const MAX_MESSAGE_BYTES = 17 * 1_048_576;

/** A test double that speaks the event store's protocol over gRPC. It is no event store: it keeps its data in memory. */
export class TestServer implements AppendSite {
  readonly store: TestStore;
  readonly maxAppendBytes: number;
  readonly repetitionPositions: boolean;
  readonly certificate: Certificate | null;
  /** Calls received, by kind. */
  readonly calls = new Map<CallKind, number>();
  /** Faults that have happened, by name. */
  readonly fired = new Map<string, number>();
  readonly #streamPositions: boolean;
  readonly #users: Readonly<Record<string, string>> | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #open = new Map<CallKind, number>();
  #port: number;
  #faults: FaultSource = () => null;
  #role: Role = 'leader';
  #members: readonly Member[] = [];
  #running: { readonly listener: NetServer; readonly grpc: Server } | null = null;
  #resume: Promise<void> = Promise.resolve();
  #resumeNow: () => void = () => undefined;

  constructor(options: TestServerOptions = {}) {
    this.store = options.store ?? new TestStore();
    this.maxAppendBytes = options.maxAppendBytes ?? MAX_APPEND_BYTES;
    this.repetitionPositions = options.repetitionPositions ?? true;
    this.#streamPositions = options.streamPositions ?? true;
    this.certificate = options.tls === true ? selfSigned() : null;
    this.#users = options.users;
    this.#port = options.port ?? 0;
  }

  get port(): number {
    return this.#port;
  }

  /** Connections that clients hold now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Calls of a kind that are open now. */
  openCalls(kind: CallKind): number {
    return this.#open.get(kind) ?? 0;
  }

  /** `esdb://127.0.0.1:PORT?tls=false`, with more parameters where given. */
  connectionString(parameters: Readonly<Record<string, string | number | boolean>> = {}): string {
    const query = Object.entries({ tls: this.certificate !== null, ...parameters });
    return `esdb://${HOST}:${this.#port}?${query.map(([key, value]) => `${key}=${value}`).join('&')}`;
  }

  /** What goes wrong from now on; `null` for nothing. */
  setFaults(source: FaultSource | null): void {
    this.#faults = source ?? (() => null);
  }

  /** This node's role, and the cluster that it and gossip tell of. */
  setCluster(role: Role, members: readonly Member[]): void {
    this.#role = role;
    this.#members = members;
  }

  /** Calls wait, unanswered, until `resume`. */
  pause(): void {
    this.#resume = new Promise((resolve) => {
      this.#resumeNow = resolve;
    });
  }

  resume(): void {
    this.#resumeNow();
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Listens, again on the same port after a `stop`; the data is still there. */
  async start(): Promise<void> {
    const grpc = new Server({
      'grpc.max_concurrent_streams': MAX_OPEN_CALLS,
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    });
    grpc.addService(StreamsService, {
      append: appendHandler(this),
      batchAppend: batchAppendHandler(this),
      read: (call: ReadCall) => this.#read(call),
    });
    grpc.addService(ServerFeaturesService, { getSupportedMethods: this.#features });
    grpc.addService(GossipService, { read: this.#gossip });
    const injector = grpc.createConnectionInjector(this.#credentials());
    const listener = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      injector.injectConnection(socket);
    });
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(this.#port, HOST, resolve);
    });
    const address = listener.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    this.#running = { listener, grpc };
  }

  /** Stops listening and drops every connection. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    this.resume();
    const closed = new Promise<void>((resolve) => running.listener.close(() => resolve()));
    this.cut();
    running.grpc.forceShutdown();
    this.store.forgetRecentIds();
    await closed;
  }

  async admit(kind: CallKind, stream: string, metadata: Metadata): Promise<FiredFault | null> {
    this.calls.set(kind, (this.calls.get(kind) ?? 0) + 1);
    await this.#resume;
    this.#checkUser(metadata);
    this.#checkRole(kind, metadata);
    const fault = this.#faults({ kind, stream });
    if (fault === null) return null;
    const fire = () => void this.fired.set(fault.name, (this.fired.get(fault.name) ?? 0) + 1);
    const refusal = this.#refusal(fault);
    if (refusal === null) return { fault, fire };
    fire();
    throw refusal;
  }

  #refusal(fault: FiredFault['fault']): Error | null {
    if (fault.name === 'not-ready') return ERRORS.notReady();
    if (fault.name === 'not-leader') return ERRORS.notLeader(fault.host, fault.port);
    if (fault.name === 'no-leader') return ERRORS.noLeader();
    return fault.name === 'denied' ? ERRORS.denied() : null;
  }

  #checkUser(metadata: Metadata): void {
    if (this.#users === undefined) return;
    const [header] = metadata.get('authorization');
    if (header === undefined) throw ERRORS.denied();
    const [name = '', ...password] = Buffer.from(String(header).replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    if (this.#users[name] !== password.join(':')) throw ERRORS.unauthenticated();
  }

  #checkRole(kind: CallKind, metadata: Metadata): void {
    if (this.#role === 'leader') return;
    const append = kind === 'append' || kind === 'batch-append';
    const needsLeader = metadata.get('requires-leader')[0] === 'true' || (append && this.#role !== 'follower');
    if (!needsLeader) return;
    const leader = this.#members.find((member) => member.role === 'leader');
    if (leader === undefined || this.#role === 'leaderless') throw ERRORS.noLeader();
    throw ERRORS.notLeader(leader.host, leader.port);
  }

  #read(call: ReadCall): void {
    const options = call.request.getOptions();
    const out = new Outbox(call);
    if (options === undefined) {
      out.end();
      return;
    }
    const kind: CallKind = options.hasSubscription() ? 'subscribe' : 'read';
    this.#open.set(kind, this.openCalls(kind) + 1);
    out.gone.addEventListener('abort', () => this.#open.set(kind, this.openCalls(kind) - 1), { once: true });
    this.admit(kind, readTarget(options), call.metadata)
      .then((fault) =>
        kind === 'subscribe'
          ? serveSubscription(this.store, options, out, fault)
          : serveRead(this.store, options, out, fault, this.#streamPositions),
      )
      .catch((error: Error) => out.fail(error));
  }

  readonly #features: handleUnaryCall<shared.Empty, features.SupportedMethods> = (call, answer) => {
    this.admit('features', '', call.metadata).then(() => {
      const methods = Object.values(StreamsService).map((method) => {
        const [, service = '', name = ''] = method.path.split('/');
        return new features.SupportedMethod().setServiceName(service).setMethodName(name.toLowerCase());
      });
      answer(null, new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('test-double'));
    }, answer);
  };

  readonly #gossip: handleUnaryCall<shared.Empty, gossip.ClusterInfo> = (call, answer) => {
    this.admit('gossip', '', call.metadata).then(
      () => answer(null, new gossip.ClusterInfo().setMembersList(this.#members.map(toGossip))),
      answer,
    );
  };

  #credentials(): ServerCredentials {
    if (this.certificate === null) return ServerCredentials.createInsecure();
    const pair = { private_key: Buffer.from(this.certificate.key), cert_chain: Buffer.from(this.certificate.cert) };
    return ServerCredentials.createSsl(null, [pair]);
  }
}

const { VNodeState } = gossip.MemberInfo;
const STATES = {
  leader: VNodeState.LEADER,
  follower: VNodeState.FOLLOWER,
  'read-only': VNodeState.READONLYREPLICA,
  leaderless: VNodeState.UNKNOWN,
} as const satisfies Record<Role, gossip.MemberInfo.VNodeState>;

function toGossip(member: Member): gossip.MemberInfo {
  return new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(randomUUID()))
    .setTimeStamp(String(Date.now() * 10_000))
    .setState(STATES[member.role])
    .setIsAlive(member.alive ?? true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress(member.host).setPort(member.port));
}
