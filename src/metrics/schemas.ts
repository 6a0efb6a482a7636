import * as v from 'valibot';

type Keys = v.GenericSchema<string, string | number | symbol>;

/**
 * A table by key. `v.record` takes a list for one: an empty list would be a table without entries, and stand for
 * "none of all that there are".
 */
export function table<const K extends Keys, const V extends v.GenericSchema>(key: K, value: V) {
  const schema = v.record(key, value);
  const run = schema['~run'];
  return Object.assign(schema, {
    '~run'(...[dataset, config]: Parameters<typeof run>): ReturnType<typeof run> {
      if (!Array.isArray(dataset.value)) return run.call(this, dataset, config);
      v._addIssue(schema, 'type', dataset, config);
      return dataset as unknown as ReturnType<typeof run>;
    },
  });
}

/**
 * A text of at most so many characters with something to read in it, without the blanks at its ends. Characters are
 * code points, and are counted as they are sent: as JSON Schema counts them.
 */
export function words(max: number) {
  return v.pipe(v.string(), v.maxCodePoints(max), v.regex(/\S/), v.trim());
}
