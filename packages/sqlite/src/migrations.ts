import type { DriverDatabase } from './driver.ts';
import { DatabaseError } from './errors.ts';

/** What a file must be: whose it is, and the steps that make its schema. */
export interface Schema {
  /** Marks the file as this program's and for this purpose: a 31-bit number of one's own choice. */
  readonly applicationId?: number;
  /** SQL of each step, oldest first. Steps are only ever added: a file records how many it has had. */
  readonly migrations: readonly string[];
}

const MARKS = `select
    (select application_id from pragma_application_id) as applicationId,
    (select user_version from pragma_user_version) as version,
    (select count(*) from sqlite_schema) as objects`;

interface Marks {
  readonly applicationId: number;
  readonly version: number;
  readonly objects: number;
}

/**
 * Brings the file to the newest step, all or nothing. A file that is newer, or another program's, is left untouched.
 * Several processes may do it at once: the first one does the work.
 */
export function migrate(db: DriverDatabase, path: string, schema: Schema, readonly: boolean): void {
  if (isCurrent(db, path, schema)) return;
  if (readonly) {
    const { version } = marksOf(db);
    throw new DatabaseError(
      'schema-older',
      path,
      `schema version ${version}, this program reads ${schema.migrations.length}; open it once for writing`,
    );
  }
  db.exec('begin immediate');
  try {
    if (!isCurrent(db, path, schema)) {
      for (const step of schema.migrations.slice(marksOf(db).version)) db.exec(step);
      db.exec(`pragma user_version = ${schema.migrations.length}`);
      if (schema.applicationId !== undefined) db.exec(`pragma application_id = ${schema.applicationId}`);
    }
    db.exec('commit');
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

function marksOf(db: DriverDatabase): Marks {
  return db.prepare(MARKS).get() as Marks;
}

function isCurrent(db: DriverDatabase, path: string, schema: Schema): boolean {
  const { applicationId, version, objects } = marksOf(db);
  const wanted = schema.migrations.length;
  const fresh = objects === 0 && version === 0 && applicationId === 0;
  if (!fresh && schema.applicationId !== undefined && applicationId !== schema.applicationId)
    throw new DatabaseError(
      'other-application',
      path,
      `a database with application id ${applicationId}, expected ${schema.applicationId}`,
    );
  if (!fresh && schema.applicationId === undefined && version === 0 && objects > 0 && wanted > 0)
    throw new DatabaseError('other-application', path, `has ${objects} tables or indexes but no schema version`);
  if (version > wanted)
    throw new DatabaseError(
      'schema-newer',
      path,
      `schema version ${version}, this program knows ${wanted}: it was written by a newer one`,
    );
  return version === wanted && !(fresh && schema.applicationId !== undefined);
}
