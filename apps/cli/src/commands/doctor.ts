import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import type { Runner, RunnerStatus } from '@foedera/projections';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { type CommonOptions, dataFolder, type Host, logTarget, withCommon } from '../options.ts';
import { painter, type Terminal, write } from '../terminal.ts';

/** One thing that was looked at. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
}

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 256 << 20;

/** `foedera doctor`: whether everything that is needed is there and in order. */
export function doctorCommand(host: Host): Command {
  const command = withCommon(new Command('doctor')).description(
    'check this machine, the data folder, the log and its read models',
  );
  command.action(
    host.act(async (options: CommonOptions) => {
      const findings = [
        nodeFinding(),
        await driverFinding(),
        folderFinding(dataFolder(options)),
        ...(await logFindings(options, host.terminal)),
      ];
      await print(findings, options, host.terminal);
      return findings.every((finding) => finding.ok) ? EXIT.ok : EXIT.failed;
    }),
  );
  return command;
}

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const detail = `${process.versions.node} on ${process.platform} ${process.arch}`;
  return { name: 'Node', ok, detail, ...(ok ? {} : { hint: `Foedera needs ${OLDEST_NODE.join('.')} or later.` }) };
}

async function driverFinding(): Promise<Finding> {
  const { DRIVER_NAME } = await import('@foedera/sqlite');
  return { name: 'SQLite', ok: true, detail: DRIVER_NAME };
}

function folderFinding(folder: string): Finding {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch {
    // Whatever keeps us out, the answer is that it does.
    return {
      name: 'data folder',
      ok: false,
      detail: `${folder} cannot be written`,
      hint: 'Give --data another folder.',
    };
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const detail = `${folder}, ${Math.floor(free / (1 << 20)).toLocaleString('en')} MiB free`;
  const ok = free >= LEAST_FREE_BYTES;
  return {
    name: 'data folder',
    ok,
    detail,
    ...(ok ? {} : { hint: 'The log stops when the disk is full: make room.' }),
  };
}

async function logFindings(options: CommonOptions, terminal: Terminal): Promise<Finding[]> {
  const { compose, stoppedText } = await import('../compose.ts');
  const target = logTarget(options);
  const isFile = !/^[a-z][a-z+.-]+:/i.test(target);
  if (isFile && !existsSync(target))
    return [{ name: 'log', ok: true, detail: `${target} is not there yet`, hint: 'foedera ingest seeds makes it.' }];
  const composition = await compose({ data: dataFolder(options), target }).catch((error: unknown) => error);
  if (composition instanceof Error)
    return [
      { name: 'log', ok: false, detail: `${target}: ${composition.message}`, hint: 'Is it running, and is it ours?' },
    ];
  const { log, runners, caughtUp, close } = composition as Awaited<ReturnType<typeof compose>>;
  try {
    const head = await log.head();
    const found: Finding = {
      name: 'log',
      ok: true,
      detail: `${target} (${log.adapter}), head ${head ?? 'none: it is empty'}`,
    };
    // A projection that stopped ends the wait early; its own finding says why.
    await caughtUp(terminal.signal).catch(() => undefined);
    return [found, ...runners.map((runner) => modelFinding(runner, stoppedText))];
  } finally {
    await close();
  }
}

function modelFinding(runner: Runner, stoppedText: (status: RunnerStatus) => string): Finding {
  const status = runner.status();
  const name = `read model ${status.name}`;
  if (status.failed !== null)
    return {
      name,
      ok: false,
      detail: stoppedText(status),
      hint: 'foedera rebuild makes it anew; the log is untouched.',
    };
  return { name, ok: true, detail: `seq ${status.seq}, epoch ${status.epoch.slice(0, 8)}` };
}

async function print(findings: readonly Finding[], options: CommonOptions, terminal: Terminal): Promise<void> {
  if (options.json) {
    await write(terminal.stdout, `${JSON.stringify({ ok: findings.every((f) => f.ok), findings })}\n`);
    return;
  }
  const paint = painter(terminal.stdout);
  const width = Math.max(...findings.map((finding) => finding.name.length));
  for (const { name, ok, detail, hint } of findings) {
    const sign = ok ? paint('green', 'ok  ') : paint('red', 'FAIL');
    await write(terminal.stdout, `${sign}  ${name.padEnd(width)}  ${detail}\n`);
    if (hint !== undefined) await write(terminal.stdout, `${' '.repeat(width + 8)}${paint('dim', hint)}\n`);
  }
}
