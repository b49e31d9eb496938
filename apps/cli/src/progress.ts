import { SingleBar } from 'cli-progress';
import { duration } from './output.ts';
import type { Terminal } from './terminal.ts';

/** How far a long piece of work got. On a pipe nothing is shown. */
export interface Progress {
  /** @param done so far @param total in all, `null` while unknown */
  update(done: number, total: number | null): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** Shows a bar with rate and time left on stderr when that is a terminal. */
export function showProgress(terminal: Terminal, noun: string, now: () => number = Date.now): Progress {
  if (terminal.stderr.isTTY !== true) return SILENT;
  const began = now();
  const bar = new SingleBar({
    stream: terminal.stderr as NodeJS.WritableStream,
    clearOnComplete: true,
    hideCursor: true,
    fps: 8,
    gracefulExit: false,
    format: (_options, params, payload) => {
      const { rate } = payload as { rate: string };
      if (params.total <= 0) return `  ${params.value.toLocaleString('en')} ${noun}  ${rate}`;
      const filled = Math.round(params.progress * 24);
      const left = params.progress > 0 ? duration(((now() - began) * (1 - params.progress)) / params.progress) : '…';
      const of = `${params.value.toLocaleString('en')} of ${params.total.toLocaleString('en')} ${noun}`;
      return `  ${'█'.repeat(filled)}${'░'.repeat(24 - filled)}  ${of}  ${rate}  ${left} left`;
    },
  });
  let shown = false;
  return {
    update: (done, total) => {
      const rate = `${Math.round(done / Math.max(0.001, (now() - began) / 1000)).toLocaleString('en')}/s`;
      if (!shown) bar.start(total ?? 0, done, { rate });
      shown = true;
      bar.setTotal(total ?? 0);
      bar.update(done, { rate });
    },
    stop: () => {
      if (shown) bar.stop();
    },
  };
}
