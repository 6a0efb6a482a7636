import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, type Day } from '../../metrics/days';
import { FIRST_DAY, LAST_DAY } from '../workspace';
import { jdSeedingRows } from './jd-seeding';
import { juguangRows } from './juguang';
import { mapRows } from './map';
import { writeCsv, writeSheet } from './tables';
import { xingheContentRows, xingheTaskRows } from './xinghe';

/** 聚光's second export begins here: the first one was an xlsx, this one a csv. */
const JUGUANG_SECOND: Day = '2026-09-11';

/**
 * Writes the demo's export files into a folder, which is made if it is not there: always the same numbers.
 * @returns The files, in the order in which a user would import them.
 */
export async function writeDemo(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const files = {
    map: join(dir, '笔记商品对应表.csv'),
    xingheContent: join(dir, '种草星河-内容数据.csv'),
    xingheTask: join(dir, '种草星河-任务数据.csv'),
    juguang: join(dir, '聚光-笔记数据-8月20日至9月10日.xlsx'),
    juguangLater: join(dir, '聚光-笔记数据-9月11日起.csv'),
    jdSeeding: join(dir, '京准通-种草任务数据.csv'),
  };
  await writeCsv(files.map, mapRows());
  await writeCsv(files.xingheContent, xingheContentRows());
  await writeCsv(files.xingheTask, xingheTaskRows());
  await writeSheet(files.juguang, '笔记数据', juguangRows(FIRST_DAY, addDays(JUGUANG_SECOND, -1)));
  await writeCsv(files.juguangLater, juguangRows(JUGUANG_SECOND, LAST_DAY.juguang));
  await writeCsv(files.jdSeeding, jdSeedingRows());
  return Object.values(files);
}
