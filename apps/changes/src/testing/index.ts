/**
 * For tests of consumers: a server in front of a real feed that drops connections, repeats, stalls, expires cursors and
 * restarts, and a grade for how a consumer took it. Also starts a whole feed in a folder of its own.
 */
export { FAULTS, type Fault } from './conformance/faults.ts';
export {
  type Consumer,
  type Finding,
  type FindingCode,
  type Grade,
  type GradeOptions,
  gradeConsumer,
} from './conformance/grade.ts';
export {
  type Asked,
  type ConformanceOptions,
  type ConformanceServer,
  openConformanceServer,
} from './conformance/server.ts';
export { someActs } from './logs.ts';
export { openRig, type Rig } from './rig.ts';
