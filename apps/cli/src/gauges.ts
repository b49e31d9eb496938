import { addGauge, type HttpServer } from '@foedera/http';
import type { Runner } from '@foedera/projections';
import type { Ledger } from './ledger.ts';

/** Adds what an operator watches to `/metrics`: how far each projection is, and whether one stopped. */
export function addGauges(app: HttpServer, runners: readonly Runner[], ledger: Ledger): void {
  const each = (value: (runner: Runner) => number) => () =>
    runners.map((runner) => ({ labels: { projection: runner.status().name }, value: value(runner) }));
  addGauge(
    app.metrics,
    'foedera_projection_seq',
    'Last event in the read model',
    each((runner) => runner.status().seq),
  );
  addGauge(
    app.metrics,
    'foedera_projection_caught_up',
    '1 when the read model has the head of the log',
    each((runner) => Number(runner.status().caughtUp)),
  );
  addGauge(
    app.metrics,
    'foedera_projection_failed',
    '1 when the projection stopped at an event',
    each((runner) => Number(runner.status().failed !== null)),
  );
  addGauge(app.metrics, 'foedera_ledger_seq', 'Last event in the running hash', () => [
    { labels: {}, value: ledger.head().seq },
  ]);
}
