import { addGauge, addProjectionMetrics, type HttpServer } from '@foedera/http';
import type { ProjectionsHealth } from '@foedera/projections';
import type { Ledger } from './ledger.ts';

/** Adds what an operator watches to `/metrics`: how far each projection is, and whether one stopped. */
export function addGauges(app: HttpServer, measure: () => Promise<ProjectionsHealth>, ledger: Ledger): void {
  addProjectionMetrics(app.metrics, measure);
  addGauge(app.metrics, 'foedera_ledger_seq', 'Last event in the running hash', () => [
    { labels: {}, value: ledger.head().seq },
  ]);
}
