import * as v from 'valibot';
import { normaliseAddress } from '../api/address';
import type { PolicyProblem, Settings } from '../messages/protocol';
import type { AreaFace } from './face';
import { RangeChoiceSchema, SomeSettingsSchema } from './settings';

/** A policy's value is of one type: days are written as a text there. */
const Range = v.pipe(
  v.picklist(['7', '15', '30', 'publication']),
  v.transform((text) => (text === 'publication' ? text : Number(text))),
  RangeChoiceSchema,
);

/** What an administrator may set for a whole team. `managed-schema.json` says the same to the browser. */
const PolicySchema = v.pipe(
  v.strictObject({
    address: v.exactOptional(
      v.pipe(
        v.string(),
        v.check((typed) => normaliseAddress(typed) !== null),
      ),
    ),
    token: v.exactOptional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/))),
    name: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
    defaults: v.exactOptional(
      v.strictObject({ ...v.omit(SomeSettingsSchema, ['enabled', 'off']).entries, range: v.exactOptional(Range) }),
    ),
  }),
  v.forward(
    v.check(({ address, token }) => address === undefined || token !== undefined),
    ['token'],
  ),
  v.forward(
    v.check(({ address, token }) => token === undefined || address !== undefined),
    ['address'],
  ),
);

/** The connection that a policy makes. */
export interface Managed {
  address: string;
  token: string;
  name: string;
}

export interface Policy {
  connection: Managed | null;
  defaults: Partial<Settings>;
  /** Why nothing of it is taken. */
  problem: PolicyProblem | null;
}

/** The longest part of a wrong value that is shown. */
const SHOWN = 40;

/** What stands in `storage.managed`, checked whole: one with a mistake is not taken at all. */
export class Policies {
  private read: Promise<Policy> | null = null;

  /** @param area undefined where the browser has none */
  constructor(private readonly area: Pick<AreaFace, 'get'> | undefined) {}

  /** The policy; the same until it is said to have changed. */
  current(): Promise<Policy> {
    this.read ??= this.readAnew();
    return this.read;
  }

  /** Values have come, gone or changed. */
  changed(): void {
    this.read = null;
  }

  private async readAnew(): Promise<Policy> {
    // Firefox refuses where no administrator has set anything.
    const values = await this.area?.get(null).catch(() => ({}));
    const checked = v.safeParse(PolicySchema, values ?? {});
    if (!checked.success) return { connection: null, defaults: {}, problem: problemOf(checked.issues[0]) };
    const { address: typed = '', token = '', name, defaults = {} } = checked.output;
    const address = normaliseAddress(typed);
    const connection =
      address === null || token === '' ? null : { address, token, name: name || new URL(address).host };
    return { connection, defaults, problem: null };
  }
}

/** What is wrong and where; of a token only where. */
function problemOf(issue: v.BaseIssue<unknown>): PolicyProblem {
  const where = v.getDotPath(issue) ?? '';
  const { input } = issue;
  const value = issue.path?.at(-1)?.value;
  if (where === 'token' || value === undefined) return { where, found: null };
  return { where, found: (JSON.stringify(input) ?? '').slice(0, SHOWN) };
}
