import { Hono } from 'hono';
import {
  CalibersRequestSchema,
  MapRequestSchema,
  MarksRequestSchema,
  type MarksResponse,
  PairsRequestSchema,
  TargetsRequestSchema,
} from '../../api/contract-detail';
import { MappingsRequestSchema, type MappingsResponse } from '../../api/contract-mappings';
import { parseMapping } from '../../exports';
import type { Service } from '../service';
import type { Env } from './auth';
import { checked, jsonBody, questionInQuery } from './input';

/** What the user says, not a platform: which note and task belongs to which product, how tables are read, targets, and marks. */
export function decisionRoutes(service: Service) {
  const marks = async (workspace: string): Promise<MarksResponse> => {
    const { revision } = await service.store.snapshot(workspace);
    return { revision, marks: await service.decisions(workspace).marks() };
  };
  const mappings = async (workspace: string): Promise<MappingsResponse> => {
    return { mappings: await service.mappings(workspace).list() };
  };
  return new Hono<Env>()
    .get('/map', async (c) => c.json(await service.map(c.get('workspace'))))
    .put('/map', async (c) => {
      const { links } = checked(MapRequestSchema, await jsonBody(c));
      await service.apiMap.put(c.get('workspace'), links);
      return c.json(await service.map(c.get('workspace')));
    })
    .get('/map/pairs', async (c) => c.json(await service.pairs(c.get('workspace'))))
    .patch('/map/pairs', async (c) => {
      await service.apiMap.change(c.get('workspace'), checked(PairsRequestSchema, await jsonBody(c)));
      return c.json(await service.pairs(c.get('workspace')));
    })
    .get('/map/template', async (c) => {
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'attachment; filename="map.csv"');
      return c.body(await service.mapTemplate(c.get('workspace')));
    })
    .get('/mappings', async (c) => c.json(await mappings(c.get('workspace'))))
    .put('/mappings', async (c) => {
      const { save, remove } = checked(MappingsRequestSchema, await jsonBody(c));
      await service.mappings(c.get('workspace')).change(save.map(parseMapping), remove);
      return c.json(await mappings(c.get('workspace')));
    })
    .get('/targets', async (c) => {
      const question = Object.keys(c.req.query()).length > 0 ? questionInQuery(c) : null;
      return c.json(await service.targets(c.get('workspace'), question));
    })
    .put('/targets', async (c) => {
      const { targets } = checked(TargetsRequestSchema, await jsonBody(c));
      await service.decisions(c.get('workspace')).setTargets(targets);
      return c.json(await service.targets(c.get('workspace'), null));
    })
    .get('/calibers', async (c) => c.json(await service.calibers(c.get('workspace'))))
    .put('/calibers', async (c) => {
      const { calibers } = checked(CalibersRequestSchema, await jsonBody(c));
      await service.decisions(c.get('workspace')).setCalibers(calibers);
      return c.json(await service.calibers(c.get('workspace')));
    })
    .get('/marks', async (c) => c.json(await marks(c.get('workspace'))))
    .put('/marks', async (c) => {
      const { marks: changed } = checked(MarksRequestSchema, await jsonBody(c));
      await service.decisions(c.get('workspace')).setMarks(changed);
      return c.json(await marks(c.get('workspace')));
    });
}
