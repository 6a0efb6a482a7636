import * as v from 'valibot';
import type { Workspace } from './api';

/** Calls whose answers are held against the contract. */

export async function got<S extends v.GenericSchema>(
  schema: S,
  brand: Workspace,
  path: string,
  query: Record<string, string> = {},
): Promise<v.InferOutput<S>> {
  return parsed(schema, await brand.request(`${path}?${new URLSearchParams(query)}`));
}

export async function put<S extends v.GenericSchema>(schema: S, brand: Workspace, path: string, body: unknown) {
  return parsed(schema, await brand.request(path, { method: 'PUT', body: JSON.stringify(body) }));
}

/** An answer, which must be a good one and of the contract. */
export async function parsed<S extends v.GenericSchema>(schema: S, response: Response): Promise<v.InferOutput<S>> {
  if (!response.ok) throw new Error(await response.text());
  return v.parse(schema, await response.json());
}
