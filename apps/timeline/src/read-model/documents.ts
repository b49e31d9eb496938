import type { SequencedEvent } from '@foedera/projections';
import { type DocumentRegistered, fold } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { searchIdOfClaim } from './claim-rows.ts';
import { soundsIn } from './search-words.ts';

const SQL = {
  add: `insert into document (document, source, title, content, chunks, seq) values (:document, :source, :title, :content, :chunks, :seq)
    on conflict (document) do nothing`,
  text: `insert into document_text (document, chunk, text) values (:document, :chunk, :text) on conflict (document, chunk) do nothing`,
  chunks: `select d.no, d.chunks, d.title, d.withdrawn, (select count(*) from document_text t where t.document = d.document) as present
    from document d where d.document = :document`,
  whole: `select text from document_text where document = :document order by chunk`,
  words: `insert into search_text (rowid, words, sounds) values (:id, :words, :sounds)`,
  forget: `delete from search_text where rowid = :id`,
  withdraw: `update document set withdrawn = :seq, reason = :reason where document = :document and withdrawn is null`,
  quoting: `select version from claim_document where document = :document`,
  source: `insert into source (source, title, publisher, url, claims, documents) values (:source, :title, :publisher, :url, 0, 1)
    on conflict (source) do update set documents = documents + 1`,
};

const searchIdOfDocument = (no: number): number => no * 2 + 1;

/** Keeps documents with their text, and takes text, quotes and words away from what was withdrawn. */
export function openDocumentRows(db: Database): (event: SequencedEvent) => void {
  const q = {
    add: db.prepare(SQL.add),
    text: db.prepare(SQL.text),
    chunks: db.prepare<{ no: number; chunks: number; title: string | null; withdrawn: number | null; present: number }>(
      SQL.chunks,
    ),
    whole: db.prepare<{ text: string }>(SQL.whole),
    words: db.prepare(SQL.words),
    forget: db.prepare(SQL.forget),
    withdraw: db.prepare(SQL.withdraw),
    quoting: db.prepare<{ version: number }>(SQL.quoting),
    source: db.prepare(SQL.source),
  };

  function register(event: SequencedEvent): void {
    const { text, chunks, ...rest } = event.data as DocumentRegistered;
    const { document, source } = rest;
    const title = source.title ?? null;
    const content = JSON.stringify(rest);
    if (q.add.run({ document, source: source.id, title, content, chunks, seq: event.seq }).changes === 0) return;
    q.source.run({ source: source.id, title, publisher: source.publisher ?? null, url: source.url ?? null });
    addText(document, 0, text);
  }

  function addText(document: string, chunk: number, text: string): void {
    q.text.run({ document, chunk, text });
    const known = q.chunks.get({ document });
    if (!known || known.present < known.chunks || known.withdrawn !== null) return;
    const whole = [known.title ?? '', ...q.whole.all({ document }).map((row) => row.text)].join(' ');
    q.words.run({ id: searchIdOfDocument(known.no), words: fold(whole), sounds: soundsIn(whole) });
  }

  function withdraw(event: SequencedEvent): void {
    const { document, reason } = event.data as { document: string; reason: string };
    const known = q.chunks.get({ document });
    q.withdraw.run({ document, seq: event.seq, reason });
    if (known) q.forget.run({ id: searchIdOfDocument(known.no) });
    for (const { version } of q.quoting.all({ document })) q.forget.run({ id: searchIdOfClaim(version) });
  }

  return (event) => {
    switch (event.type) {
      case 'document-registered':
        register(event);
        break;
      case 'document-text': {
        const { document, chunk, text } = event.data as { document: string; chunk: number; text: string };
        addText(document, chunk, text);
        break;
      }
      case 'document-withdrawn':
        withdraw(event);
        break;
    }
  };
}
