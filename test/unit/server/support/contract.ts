import * as v from 'valibot';
import type { Workspace } from './api';

/** Calls whose answers are held against the contract. */

export async function got<S extends v.GenericSchema>(
  schema: S,
  brand: Workspace,
  path: string,
  query: Record<string, string> = {},
): Promise<v.InferOutput<S>> {
  const response = await brand.request(`${path}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(await response.text());
  return v.parse(schema, await response.json());
}

export async function put<S extends v.GenericSchema>(schema: S, brand: Workspace, path: string, body: unknown) {
  const response = await brand.request(path, { method: 'PUT', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return v.parse(schema, await response.json());
}
