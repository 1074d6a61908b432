import antfu from '@antfu/eslint-config'

const LINE = { code: 140, comments: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }

export default antfu(
  {
    vue: true,
    typescript: true,
    // Slides are prose: Slidev and the deck's own tests check them.
    markdown: false,
    ignores: ['dist', 'dist-packages', 'demos/recordings', 'demos/rust/target', 'demos/go/bin', 'demos/java/build'],
  },
  {
    rules: {
      // Programs print, and so does every command of ours.
      'no-console': 'off',
      // Names in a run's records (`t`, `ms`, `kind`) keep the order in which a reader wants them.
      'perfectionist/sort-imports': 'error',
    },
  },
  {
    // What fits beside another window. A string is one thing, however long.
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    rules: {
      'style/max-len': ['error', LINE],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/max-len': ['error', { ...LINE, template: LINE.code, ignoreHTMLAttributeValues: true, ignoreHTMLTextContents: true }],
    },
  },
  {
    // A demo is a program of its own: top-level await is the point, and so is how it looks on a slide.
    files: ['demos/**', 'packages/create/template/demos/**'],
    rules: {
      'antfu/no-top-level-await': 'off',
      // Demos run in the browser too.
      'node/prefer-global/process': 'off',
    },
  },
  {
    files: ['**/main.ts', 'bench/load.ts'],
    rules: {
      'antfu/no-top-level-await': 'off',
    },
  },
)
