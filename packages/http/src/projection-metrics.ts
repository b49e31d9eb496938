import { Counter, Gauge, type Registry } from 'prom-client';

/** What is measured of a projection. `lag` is `null` while the log does not answer. */
export interface MeasuredProjection {
  readonly name: string;
  readonly seq: number;
  readonly caughtUp: boolean;
  readonly failed: unknown;
  readonly applied: number;
  readonly lag: { readonly events: number; readonly seconds: number } | null;
}

/** Adds what an operator watches of the read models to `/metrics`. `measure` is called once each time they are asked for. */
export function addProjectionMetrics(
  registry: Registry,
  measure: () => Promise<{ readonly projections: readonly MeasuredProjection[] }>,
): void {
  // All figures are collected at the same moment, and so share one measurement.
  let measuring: Promise<readonly MeasuredProjection[]> | null = null;
  const measured = (): Promise<readonly MeasuredProjection[]> => {
    measuring ??= measure()
      .then(({ projections }) => projections)
      .finally(() => {
        measuring = null;
      });
    return measuring;
  };
  const add = (
    kind: typeof Gauge | typeof Counter,
    name: string,
    help: string,
    value: (projection: MeasuredProjection) => number | null,
  ): void => {
    new kind({
      name,
      help,
      labelNames: ['projection'],
      registers: [registry],
      async collect() {
        const projections = await measured();
        this.reset();
        for (const projection of projections) {
          const figure = value(projection);
          if (figure !== null) this.inc({ projection: projection.name }, figure);
        }
      },
    });
  };
  add(Gauge, 'foedera_projection_seq', 'Last event in the read model', ({ seq }) => seq);
  add(Counter, 'foedera_projection_events_total', 'Events applied since this process began', ({ applied }) => applied);
  add(Gauge, 'foedera_projection_caught_up', '1 when the read model has had the head of the log', ({ caughtUp }) =>
    Number(caughtUp),
  );
  add(Gauge, 'foedera_projection_failed', '1 when the projection stopped at an event', ({ failed }) =>
    Number(failed !== null),
  );
  add(
    Gauge,
    'foedera_projection_lag_events',
    'Events in the log that are not in the read model, counted for a second at most; absent while the log is away',
    ({ lag }) => lag?.events ?? null,
  );
  add(
    Gauge,
    'foedera_projection_lag_seconds',
    'Age of the first event that is not in the read model; absent while the log is away',
    ({ lag }) => lag?.seconds ?? null,
  );
  add(Gauge, 'foedera_log_reachable', '1 when the log answers within a second', ({ lag }) => Number(lag !== null));
}
