/** All that a key can be pressed for, which key that is, and how a person's own choice changes it. */

export interface Action {
  name: ActionName
  /** Single characters; a capital is pressed with Shift. */
  keys: readonly string[]
  words: string
  group: 'The talk' | 'The demo in view' | 'This window'
  /** Whether it is also a key of the text at `/read`. */
  inText?: true
}

export type ActionName
  = | 'black' | 'more' | 'begin' | 'remote' | 'notes-down' | 'notes-up'
    | 'run' | 'recorded' | 'edit' | 'rewind' | 'reset' | 'step' | 'back' | 'enlarge' | 'pause' | 'slower' | 'skip' | 'vote'
    | 'keys' | 'dark' | 'full' | 'overview' | 'goto' | 'text' | 'search'

export const actions: readonly Action[] = [
  // A clicker's blank key sends one of the two.
  { name: 'black', keys: ['b', '.'], words: 'Make the hall’s screen black, and bring it back', group: 'The talk' },
  { name: 'more', keys: ['m'], words: 'Go behind the chapter, and back', group: 'The talk' },
  { name: 'notes-down', keys: ['j'], words: 'Scroll the notes down', group: 'The talk' },
  { name: 'notes-up', keys: ['k'], words: 'Scroll the notes up', group: 'The talk' },
  { name: 'begin', keys: ['B'], words: 'Begin the show: forget the rehearsal', group: 'The talk' },
  { name: 'remote', keys: ['c'], words: 'Show the code that makes a phone the remote', group: 'The talk' },
  { name: 'run', keys: ['r'], words: 'Run, or stop', group: 'The demo in view', inText: true },
  { name: 'recorded', keys: ['R'], words: 'Play the recording instead', group: 'The demo in view', inText: true },
  { name: 'skip', keys: ['x'], words: 'Skip the question', group: 'The demo in view', inText: true },
  { name: 'vote', keys: ['v'], words: 'Let phones answer the question', group: 'The demo in view' },
  { name: 'edit', keys: ['e'], words: 'Edit the program; Escape leaves it', group: 'The demo in view' },
  { name: 'rewind', keys: ['w'], words: 'Rewind the run, and back to its end', group: 'The demo in view' },
  { name: 'pause', keys: ['h'], words: 'Hold the run that is live, and let it go on', group: 'The demo in view' },
  { name: 'slower', keys: ['s'], words: 'Slow it in steps, and back', group: 'The demo in view' },
  { name: 'step', keys: ['n'], words: 'A step on: of a board, of a run that is rewound or held', group: 'The demo in view' },
  { name: 'back', keys: ['p'], words: 'A step back', group: 'The demo in view' },
  { name: 'reset', keys: ['u'], words: 'Reset', group: 'The demo in view' },
  { name: 'enlarge', keys: ['z'], words: 'Enlarge code, timeline, output in turn', group: 'The demo in view' },
  { name: 'keys', keys: ['?'], words: 'All keys', group: 'This window', inText: true },
  { name: 'dark', keys: ['d'], words: 'Dark or light', group: 'This window', inText: true },
  { name: 'full', keys: ['f'], words: 'Full screen', group: 'This window' },
  { name: 'overview', keys: ['o', '`'], words: 'Overview of the slides', group: 'This window' },
  { name: 'goto', keys: ['g'], words: 'Go to a slide', group: 'This window' },
  { name: 'text', keys: ['t'], words: 'The same place as a text, or as slides', group: 'This window', inText: true },
  { name: 'search', keys: ['/'], words: 'Search the text', group: 'This window', inText: true },
]

/** What a person has chosen instead, by action; an empty text switches it off. */
export type Own = Readonly<Partial<Record<string, string>>>

export function keysOf({ name, keys }: Action, own: Own): readonly string[] {
  const chosen = own[name]
  return chosen === undefined ? keys : chosen === '' ? [] : [chosen]
}

/** What a key is pressed for. */
export function actionAt(key: string, own: Own): ActionName | undefined {
  return actions.find(action => keysOf(action, own).includes(key))?.name
}

/** The character that a press stands for: Caps Lock makes no capitals, and Shift does. */
export function characterOf(key: string, hasShift: boolean): string {
  return hasShift ? key.toUpperCase() : key.toLowerCase()
}

/** Gives an action another key, or why it cannot have that one. */
export function assign(own: Own, name: ActionName, key: string): { own: Own } | { problem: string } {
  if ([...key].length !== 1 || key.trim() === '')
    return { problem: 'A key of your own is a letter or a sign.' }
  if (/^\d$/.test(key))
    return { problem: 'Digits answer the questions.' }
  const holder = actions.find(action => action.name === actionAt(key, own))
  if (holder && holder.name !== name)
    return { problem: `${key} is taken: ${holder.words}.` }
  return { own: { ...own, [name]: key } }
}
