import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { openRuleExtractor } from './rules.ts';

const read = (text: string): string =>
  explain(
    openRuleExtractor().extract({
      bytes: Buffer.from(text),
      name: 'a.txt',
      published: '2025-09-13',
      publishedBasis: 'given',
    }),
  ).join('\n');

describe('explain', () => {
  it('names the quote, the rule, the basis of the date and the certainty of a fact', () => {
    const text = read('Le Vietnam et la Biélorussie ont établi leurs relations diplomatiques en décembre 1991.');
    expect(text).toContain('FACT  diplomatic-relations-established: Belarus (BY) and Vietnam (VN), 1991-12');
    expect(text).toContain(
      'because it says “Vietnam et la Biélorussie ont établi leurs relations diplomatiques en décembre 1991”',
    );
    expect(text).toMatch(/date: stated\n +\d+ % sure by rule fr-relations-verb$/m);
  });

  it('says what makes a fact less sure', () => {
    const text = read('Le Vietnam et la Biélorussie vivent en paix. Les deux pays ont signé un accord.');
    expect(text).toMatch(
      /% sure by rule \S+; less, as it has no date of its own.*, and another sentence names its states/,
    );
  });

  it('says what a date is understood to be', () => {
    expect(read('Le Vietnam a ouvert une ambassade à Minsk en mai dernier.')).toContain(
      'en mai dernier = date 2025-05',
    );
  });

  it('says which fact a sentence tells again', () => {
    const text = read(
      'Le Vietnam et la Biélorussie ont établi leurs relations diplomatiques en décembre 1991. Hanoï en parle souvent. Le Vietnam et la Biélorussie ont noué des relations diplomatiques en 1991.',
    );
    expect(text).toContain('tells again: diplomatic-relations-established: Belarus (BY) and Vietnam (VN), 1991-12');
  });

  it('names a zone that is not read', () => {
    const text = read('>> Un nouvel élan\n\nLe Vietnam et la Biélorussie sont des pays amis depuis toujours.');
    expect(text).toContain('== link, not read\n\n“>> Un nouvel élan”');
  });

  it('says why a sentence is no fact', () => {
    const text = read(
      'Le Vietnam souhaite que la Biélorussie et lui élèvent leurs relations au rang de partenariat stratégique.',
    );
    expect(text).toContain('NO FACT');
    expect(text).not.toContain('no rule for any kind');
    expect(text).toContain(
      'Looks like relations-upgraded, but it is wished for, considered or urged, not reported as done or announced.',
    );
  });

  it('says where no rule holds and what was recognised there', () => {
    const text = read('Le Vietnam et la Biélorussie sont des pays amis depuis toujours.');
    expect(text).toContain('seen: Vietnam = state Vietnam (VN); Biélorussie = state Belarus (BY)');
    expect(text).toContain('no rule for any kind of fact holds here');
  });

  it('tells of each zone when it was written', () => {
    const text = read(
      'Le Vietnam a reconnu la Biélorussie le 27 décembre 1991.\n\nVoir plus\n\nLe président du Vietnam a adressé le 16 février 2026 un message de félicitations au président du Portugal.',
    );
    expect(text).toContain('== body, written 2025-09-13 (given)');
    expect(text).toMatch(/== teaser, written 2026/);
  });
});
