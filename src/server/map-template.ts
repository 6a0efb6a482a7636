export { mapTemplate } from '../metrics/map-template';
