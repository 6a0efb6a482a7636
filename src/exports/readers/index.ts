import type { Reader } from '../face';
import { alimama } from './alimama';
import { jdAdsStandard } from './jd-ads-standard';
import { jdAdsWhole } from './jd-ads-whole';
import { jdOrders } from './jd-orders';
import { jdSeedingTask } from './jd-seeding-task';
import { jdUnionDaily } from './jd-union-daily';
import { juguangCreative } from './juguang-creative';
import { juguangNote } from './juguang-note';
import { juguangAccount, juguangPlan } from './juguang-plan';
import { lingxiNote } from './lingxi-note';
import { map } from './map';
import { pgy } from './pgy';
import { shutiao } from './shutiao';
import { taobaoOrders } from './taobao-orders';
import { sycmContent, xingheContent } from './xinghe-content';
import { sycmTask, xingheTask } from './xinghe-task';

/** Every kind of export that can be read. Adding a kind is adding a file beside this one and its name here. */
export const READERS: readonly Reader[] = [
  xingheContent,
  xingheTask,
  sycmContent,
  sycmTask,
  juguangNote,
  juguangCreative,
  juguangPlan,
  juguangAccount,
  pgy,
  lingxiNote,
  shutiao,
  jdSeedingTask,
  jdAdsWhole,
  jdAdsStandard,
  jdUnionDaily,
  alimama,
  taobaoOrders,
  jdOrders,
  map,
];
