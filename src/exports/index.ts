export * from './face';
export { Gathered } from './gathered';
export { mappingFile, parseMapping, readMapping } from './mapping';
export { headingsIn, type OpenOptions, openExport } from './open';
export { READERS } from './readers';
export { mappedKind, mappedReader } from './readers/mapped';
export { applicable, isSameReading, type ReadFile, reportOf } from './report';
export { XLSX_MAX_EXPANDED_MB, XLSX_MAX_MB } from './tables/xlsx';
