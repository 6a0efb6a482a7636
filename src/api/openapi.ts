import { API_VERSION } from './contract';
import { paths } from './openapi-paths';
import { components } from './openapi-schemas';

/** The contract as OpenAPI 3.1, made from the very schemas that the server answers by. */

/** The whole document, as `/v1/openapi.json` serves it. */
export function openapi() {
  return {
    openapi: '3.1.0',
    info: { title: 'GrassLens metrics API', version: String(API_VERSION), license: { name: 'Apache-2.0' } },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '`gl_<workspace>_<secret>`' } },
      schemas: components(),
    },
  };
}
