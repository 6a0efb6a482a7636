export * from './face';
export { MAPPED_DIMENSIONS, type MappedColumn, type MappedDimension, type Mapping, parseMapping } from './mapping';
export { type OpenOptions, openExport } from './open';
export { READERS } from './readers';
export { mappedReader } from './readers/mapped';
export { XLSX_MAX_EXPANDED_MB, XLSX_MAX_MB } from './tables/xlsx';
