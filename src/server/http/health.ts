import { API_VERSION } from '../../api/contract';
import type { Service } from '../service';

/** How long the database may keep us waiting before it is merely busy: a chunk of an import takes a tenth of a second. */
const PATIENCE_MS = 1_000;

/** Whether the API is alive and its database answers; a busy database is no fault. */
export async function health(service: Service) {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'busy'>((resolve) => {
    timer = setTimeout(() => resolve('busy'), PATIENCE_MS);
  });
  const asked = service.db.query('SELECT 1').then(
    () => 'ok' as const,
    () => 'failing' as const,
  );
  const database = await Promise.race([asked, patience]);
  clearTimeout(timer);
  const healthy = database !== 'failing';
  return { healthy, body: { status: healthy ? 'ok' : 'failing', database, version: API_VERSION } };
}
