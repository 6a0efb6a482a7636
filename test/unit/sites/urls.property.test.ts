import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../support/runs';
import { knownUrl } from '../../support/url-grammar';
import { subjectIn } from './support';

it('finds every subject and no false one in URLs of a grammar that knows nothing of the detector', () => {
  const seen = { subjects: 0, lookAlikes: 0 };
  fc.assert(
    fc.property(knownUrl, ({ href, subject }) => {
      seen[subject === null ? 'lookAlikes' : 'subjects']++;
      expect({ href, subject: subjectIn(href) }).toEqual({ href, subject });
    }),
    { numRuns: runs(30_000) },
  );
  // A grammar that only made one of both would prove nothing.
  expect(Math.min(seen.subjects, seen.lookAlikes)).toBeGreaterThan(runs(30_000) / 4);
});
