import { Hono } from 'hono';
import * as v from 'valibot';
import { SubjectSchema } from '../../api/contract';
import { SearchQuerySchema } from '../../api/contract-detail';
import type { Service } from '../service';
import type { Env } from './auth';
import { checked, questionInQuery } from './input';

const PathSchema = v.object({ subject: SubjectSchema });

/** What is known of one subject, what there is to be known of, and what is not. */
export function subjectRoutes(service: Service) {
  return new Hono<Env>()
    .get('/subjects/:platform/:kind/:id', async (c) => {
      const { platform, kind, id } = c.req.param();
      const { subject } = checked(PathSchema, { subject: `${platform}/${kind}/${id}` });
      return c.json(await service.detail(c.get('workspace'), subject, questionInQuery(c)));
    })
    .get('/coverage', async (c) => c.json(await service.coverage(c.get('workspace'))))
    .get('/top', async (c) => c.json(await service.top(c.get('workspace'), questionInQuery(c))))
    .get('/search', async (c) => {
      const { q } = checked(SearchQuerySchema, c.req.query());
      return c.json(await service.search(c.get('workspace'), q));
    });
}
