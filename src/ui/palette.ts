/** The colours of what stands on pages, compiled in: a custom property could be set by the page. */
export const LIGHT = {
  ink: '#1d2129',
  soft: '#5a6270',
  paper: '#ffffff',
  edge: '#d9dde3',
  good: '#11703a',
  bad: '#b3261e',
};
export const DARK: typeof LIGHT = {
  ink: '#f2f3f5',
  soft: '#aab1bd',
  paper: '#232529',
  edge: '#43474f',
  good: '#6fd698',
  bad: '#ff9d94',
};
/** White on each of these has a contrast of at least 4.5 : 1. */
export const TAOBAO = '#c94300';
export const JD = '#d21a1a';
/** What says good or bad to those who see no colour. */
export const SIGNS = { good: '✓', bad: '✕' };
