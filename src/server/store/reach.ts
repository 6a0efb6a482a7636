export { firstDayOf } from '../../metrics/reach';
