import type { Found, ProcessLanguageDescription, ProgramFile } from '../language.ts'
import { capitalised, MANAGERS, stem } from '../language.ts'

export const java: ProcessLanguageDescription = {
  name: 'Java',
  mark: 'simple-icons/openjdk',
  highlight: 'java',
  endings: ['.java'],
  tool: {
    commands: ['javac'],
    alsoAt: ['$JAVA_HOME/bin/javac', '/usr/lib/jvm/*/bin/javac', '/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/javac'],
    args: ['-version'],
    version: /^javac (?<version>\d+(?:\.\d+)*)/m,
    atLeast: '17',
    prefer: 'newest',
  },
  howToGet: 'Install a JDK from adoptium.net: 17 or newer runs the first programs, 21 virtual threads, 25 all of them.',
  inherits: [...MANAGERS, 'JAVA_HOME', 'JENV_ROOT', 'SDKMAN_DIR'],
  helpers: ['demos/java/Kitchen.java'],
  build: (demo, javac) => ({
    command: javac.path,
    // Both sources by name: javac then looks at nothing else.
    args: [...preview(demo, javac), '-d', `demos/java/build/${demo.slug}`, demo.file, 'demos/java/Kitchen.java'],
    cwd: '.',
    output: `demos/java/build/${demo.slug}/${stem(demo.file)}.class`,
  }),
  run: (demo, javac) => ({
    // The java beside the javac that compiled it.
    command: javac.path.replace(/javac(?=(?:\.exe)?$)/, 'java'),
    // A program of two seconds gains nothing from the second compiler or a concurrent collector: both cost start-up.
    args: ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...preview(demo, javac).slice(0, 1), '-cp', `demos/java/build/${demo.slug}`, stem(demo.file)],
    cwd: '.',
  }),
  own: file => ({ run: ({ path }, cwd) => ({ command: path.replace(/javac(?=(?:\.exe)?$)/, 'java'), args: [file], cwd }) }),
  errors: {
    refuses: /(?:^|\.java:\d+: )error: (?!compilation failed)(?<text>.*)/,
    begins: /^(?:Exception in thread "main" |Exception: )(?<text>.*)/,
    ends: /^\s+(?:at |\.\.\. \d)/,
    cause: /^(?<text>Caused by: .*)/,
    code: 1,
  },
  first: {
    file: slug => `demos/java/${capitalised(slug)}.java`,
    text: slug => `class ${capitalised(slug)} {
    public static void main(String[] args) throws Exception {
        // #region show
        for (var name : new String[] { "A", "B" }) {
            var egg = Kitchen.fryEgg(name);
            System.out.println(egg + " is ready");
        }
        // #endregion show
    }
}
`,
  },
}

/** Structured concurrency is a preview up to JDK 27, and a preview must be asked for with the JDK's own number. */
function preview(program: ProgramFile, { version }: Found): string[] {
  return program.needs?.preview ? ['--enable-preview', '--release', version.split('.')[0]!] : []
}
