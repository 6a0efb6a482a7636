export * from './face';
export { type OpenOptions, openExport } from './open';
export { READERS } from './readers';
