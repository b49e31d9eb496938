import { describe, expect, it } from 'vitest';
import { openPacks, type Reader } from '../packs.ts';
import { readSentences } from '../stages/sentences.ts';
import { openView } from '../text/view.ts';
import { blocksOf } from '../text/zones.ts';
import type { CompiledRule } from './language.ts';
import { findAll } from './match.ts';

function matches(reader: Reader, rule: CompiledRule, text: string): boolean {
  const view = openView(text);
  const zones = [{ kind: 'body' as const, blocks: blocksOf(view.text) }];
  return readSentences(view, zones, reader).some(({ sentence }) => findAll(rule.program, sentence).length > 0);
}

for (const [code, reader] of openPacks().readers) {
  describe(`the patterns of ${code}`, () => {
    for (const rule of reader.language.rules) {
      const { id, match, not } = rule.data;
      it(`${rule.stage} ${id} matches what it must and nothing that it must not`, () => {
        for (const text of match) expect.soft(matches(reader, rule, text), `must match: ${text}`).toBe(true);
        for (const text of not) expect.soft(matches(reader, rule, text), `must not match: ${text}`).toBe(false);
      });
    }
  });
}
