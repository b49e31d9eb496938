/**
 * Scores and calibration of the rules on annotated documents, for `npm run score` and `npm run calibrate`. Needs the
 * sources of this package beside it: annotated documents are no part of what is installed.
 */
export { calibrate, calibrationDocuments, observe, reliability, reliabilityTable } from './calibrate.ts';
export { GOLD_SETS, readGold, readGoldFolder } from './gold.ts';
export { errorLines, scoreDocuments, scoreSet, scoreTable, tallyByKind, total } from './run.ts';
export { rates } from './score.ts';
