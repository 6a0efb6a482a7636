export { type ArchivedImport, ArchiveError, damaged, isKeyed, keyFor, type Manifest } from './format';
export { columnParts, type Part } from './parts';
export { type OpenedArchive, openArchive, type ReadableImport } from './read';
export { archiveAnswer, refuseWishes, reportThere, type Wanted, wantedOf } from './taking';
export { type ArchiveSource, writeArchive } from './write';
