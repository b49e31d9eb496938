import type { Figure } from './report.ts';
import type { Filled } from './timeline-fill.ts';
export async function postgresFigures(_folder: string, _filled: Filled): Promise<Figure[]> {
  return [];
}
