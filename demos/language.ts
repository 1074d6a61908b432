/**
 * What a language has to say of itself: how its programs are found, built and run, and how they are called and shown.
 * Every command that a runner starts, and each of its arguments, comes from these and from the catalogue; never from a
 * request.
 *
 * All of it is data and pure functions: looking for tools and starting processes is the runner's work
 * (`runner/process/`). Paths have forward slashes and start at the project's root.
 *
 * What a program is told: `KITCHEN_URL`, the kitchen's address with `/run/{run}` and without a slash at its end, and
 * `EGG_MS`, how long an egg takes there. What a program says: a line on standard output that is a JSON object with a
 * `kind` (`start`, `end`, `fail`, `abort`, `park`, `resume`) and a `task` is a step of that task, and may carry `line`,
 * `id`, `text` and `thread` (the system's number) as in `trace/events.ts`, and `at`, when it was, on the machine's
 * monotonic clock in milliseconds; with the `kind` `step`, a `text` and the `state` of a machine. Without an `at` it
 * was when the
 * runner heard of it. Every other line is what it printed.
 */

import process from 'node:process'

/** A program, as far as building and running it goes. */
export interface ProgramFile {
  slug: string
  /** Its path from the project's root, with forward slashes. */
  file: string
  needs?: Needs
}

/** What a program needs beyond what its language's tool always has. */
export interface Needs {
  /** The least version of the language's tool: `25`. */
  atLeast?: string
  /** A library by its name in the language's `libraries`. */
  library?: string
  /** Whether it uses what its language only has as a preview (Java). */
  preview?: boolean
}

/** A command to look for, and the version it must have. */
export interface Tool {
  /** Names to try in every folder of `PATH`, in this order. */
  commands: readonly string[]
  /**
   * Other places where it may lie. `*` stands for one folder; a first part such as `$JAVA_HOME` for the value of that
   * variable, and the place is skipped when there is none.
   */
  alsoAt?: readonly string[]
  /** What makes it say its version; for a tool that cannot, the absolute path of a program that prints it. */
  args: readonly string[]
  /**
   * Finds the version, as the group `version`, in what it says on standard output and standard error. A group `path`
   * is where the tool really lies, where the command on `PATH` only passes calls on.
   */
  version: RegExp
  atLeast: string
  /** Which to take when several will do: the `first` found, or the `newest`. */
  prefer: 'first' | 'newest'
}

/** A library that is not part of every installation of its language. */
export interface Library {
  /** Arguments to the language's tool: exit code 0 and a `version` when it is there. */
  args: readonly string[]
  version: RegExp
  howToGet: string
}

/** A tool that was found. */
export interface Found {
  /** Absolute path of the command. */
  path: string
  /** As the tool says it: `1.95.0`. */
  version: string
}

/** One process to start. */
export interface Command {
  /** A found tool's path, or a built program from the project's root. */
  command: string
  args: readonly string[]
  /** Where it runs, from the project's root; `.` is the root. */
  cwd: string
  /** What it needs in its environment beside the runner's own few. */
  env?: Readonly<Record<string, string>>
}

/** A step that makes the program to run from its source. */
export interface Build extends Command {
  /** The file that it makes. */
  output: string
  /** The same command's arguments to forget what it has built, where it would not look whether that is whole. */
  clean?: readonly string[]
  /** Folders that must exist before. */
  folders?: readonly string[]
}

/**
 * How a language says what went wrong, line by line on standard error: from these the one sentence is found that tells
 * why a program failed. In each the group `text` is the sentence, or what is known of it in that line.
 */
export interface ErrorWords {
  /** The first mistake that a compiler finds. */
  refuses?: RegExp
  /** What a program died of; with `frame`, in the first line after a stack that is like this. */
  begins: RegExp
  /** After this line a sentence does not go on. */
  ends?: RegExp
  /** Another error that is behind it. */
  cause?: RegExp
  /** A line of a stack, where stacks come before their errors. */
  frame?: RegExp
  /** What is told next is of a thread that died without its program. */
  others?: RegExp
  /** The exit code after an error that was not handled. A program that ends with another one left by itself. */
  code: number
}

export interface Toolchain {
  /** As a reader calls it: `Rust`. */
  name: string
  tool: Tool
  libraries?: Readonly<Record<string, Library>>
  /** A sentence for those who have not got it. */
  howToGet: string
  /**
   * Variables of the runner's environment that the tool needs where they are set (`PATH` and `HOME` go without saying).
   */
  inherits?: readonly string[]
  /** The files beside its own that a program is made of. */
  helpers: readonly string[]
  build?: (program: ProgramFile, tool: Found) => Build
  run: (program: ProgramFile, tool: Found) => Command
  errors?: ErrorWords
}

/** What every language says of itself, in `demos/LANGUAGE/language.ts`. */
export interface LanguageDescription {
  /** As a reader calls it: `Rust`. */
  name: string
  /** How a slide's corner calls it, where that is another name. */
  badge?: string
  /** The icon of its mark: `simple-icons/rust`; left out where there is none. */
  mark?: string
  /** What the highlighter calls it. */
  highlight: string
  /** Ends of the names of files of one's own in it, `npm run demo -- ./FILE`; the last part of a name decides. */
  endings?: readonly string[]
  /** The first program of a new demo: two eggs, one after the other, in the manner of the language. */
  first: {
    /** Where its people look for it, from the project's root. */
    file: (slug: string) => string
    text: (slug: string) => string
  }
}

/** A language whose programs run as processes of their own. */
export interface ProcessLanguageDescription extends LanguageDescription, Toolchain {
  /**
   * How a program in one file is run, in which nothing of this project is: what its people would type. What is built
   * goes into `folder`.
   */
  own?: (file: string, folder: string) => {
    build?: (tool: Found, cwd: string) => Build
    run: (tool: Found, cwd: string) => Command
  }
  /** Its people's own formatter, which a test asks whether it would change anything. */
  formatter?: {
    name: string
    /**
     * A command that comes with the tool, and arguments with which it only looks. `ask` runs a command and gives its
     * output.
     */
    command: (tool: Found, ask: (file: string, args: string[]) => Promise<string>) => string[] | Promise<string[]>
    /** Where it looks, from the project's root. */
    folders: readonly string[]
  }
}

/** A version manager of many languages puts stand-ins for their tools into PATH; they find the tools by these. */
export const MANAGERS = ['ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR']

/** What fetches packages may need to reach its registry. */
export const NETWORK = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR']

export const EXE = process.platform === 'win32' ? '.exe' : ''

/** `demos/java/VirtualThreads.java` → `VirtualThreads`, which is also the class's name. */
export const stem = (file: string): string => file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'))

/** `two-eggs` → `two_eggs` */
export const underscored = (slug: string): string => slug.replaceAll('-', '_')

/** `two-eggs` → `TwoEggs` */
export const capitalised = (slug: string): string => slug.split('-').map(word => word[0]!.toUpperCase() + word.slice(1)).join('')
