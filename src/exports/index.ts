export * from './face';
export { Gathered } from './gathered';
export { MAPPED_DIMENSIONS, type MappedColumn, type MappedDimension, type Mapping, parseMapping } from './mapping';
export { type OpenOptions, openExport } from './open';
export { READERS } from './readers';
export { mappedReader } from './readers/mapped';
export { applicable, isSameReading, type ReadFile, reportOf } from './report';
export { XLSX_MAX_EXPANDED_MB, XLSX_MAX_MB } from './tables/xlsx';
