import * as v from 'valibot';
import { MappingNameSchema, MappingSchema } from '../metrics/mapping';

/** The part of the contract about saved column mappings: how to read tables that no reader knows. */

/** What a workspace may keep. */
export const MAX_MAPPINGS = 50;

/** One that is sent is looked at by itself, so that the refusal can say in words what is wrong with it. */
export const SentMappingSchema = v.unknown();
/** Mappings are saved under their names, those named in `remove` are taken away, and all others stay as they are. */
export const MappingsRequestSchema = v.strictObject({
  save: v.optional(v.pipe(v.array(SentMappingSchema), v.maxLength(MAX_MAPPINGS)), []),
  remove: v.optional(v.pipe(v.array(MappingNameSchema), v.maxLength(MAX_MAPPINGS)), []),
});
export const MappingsResponseSchema = v.object({ mappings: v.array(MappingSchema) });

export type MappingsResponse = v.InferOutput<typeof MappingsResponseSchema>;
