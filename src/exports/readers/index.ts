import type { Reader } from '../face';
import { jdSeedingTask } from './jd-seeding-task';
import { juguangNote } from './juguang-note';
import { map } from './map';
import { xingheContent } from './xinghe-content';

/** Every kind of export that can be read. Adding a kind is adding a file beside this one and its name here. */
export const READERS: readonly Reader[] = [xingheContent, juguangNote, jdSeedingTask, map];
