/** Colours of the page in one light: text and lines have a contrast of 4.5 at least on `paper` and on `panel`. */
export interface Colours {
  readonly paper: string;
  readonly panel: string;
  readonly ink: string;
  readonly dim: string;
  readonly rule: string;
  readonly link: string;
  readonly good: string;
  readonly bad: string;
  /** Behind cells of a confusion matrix at their fullest; `ink` stands on them. */
  readonly hit: string;
  readonly miss: string;
  /** Of curves: neighbours are told apart by people who do not see red and green alike, and by dashes. */
  readonly series: readonly string[];
}

export const LIGHT: Colours = {
  paper: '#ffffff',
  panel: '#f5f7f9',
  ink: '#1a2027',
  dim: '#59636e',
  rule: '#d5dbe1',
  link: '#0a58a8',
  good: '#0c6b3f',
  bad: '#b3261e',
  hit: '#8ec3f2',
  miss: '#f7a36b',
  series: ['#0a5cad', '#b8410b', '#00705a', '#8a3a86', '#7a5b00', '#00687a', '#b0174f', '#4c5660'],
};

export const DARK: Colours = {
  paper: '#11151a',
  panel: '#1a2027',
  ink: '#e6eaef',
  dim: '#a3adb8',
  rule: '#36404b',
  link: '#7ab8f5',
  good: '#5fcf95',
  bad: '#ff8f85',
  hit: '#1f5f9e',
  miss: '#94420f',
  series: ['#6cb4ff', '#ff9d5c', '#4fd0a8', '#e39be0', '#e2c25a', '#5ccfe0', '#ff8fb0', '#bcc5ce'],
};

/** Dashes of curves, by series. */
export const DASHES: readonly string[] = [
  'none',
  '7 4',
  '2 3',
  '10 3 2 3',
  '14 4',
  '5 2 1 2',
  '1 4',
  '9 3 3 3 3 3',
];
